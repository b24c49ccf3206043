package fr.recap.bench;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.config.ConfigLoader;
import fr.recap.config.RecapConfig;
import fr.recap.config.SiretSettings.Plan;
import fr.recap.config.TableName;
import fr.recap.config.TableSettings;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchSpaceTest {
  @TempDir private Path dir;

  @Test
  void allTablesModelsAndFilesAreItsOwn() throws IOException, ReflectiveOperationException {
    Map<String, String> users = new HashMap<>();
    users.put("work-directory", '"' + dir.toString() + '"');
    users.put("store.root", "\"s3a://recap/of \\\"users\\\"\"");
    users.put("store.allowed-fingerprints", "[\"%s\"]".formatted("0".repeat(64)));
    users.put("siret.plan", "compact");
    users.put("siret.model", "SIRET_2026-11-24");
    users.put("nomenclatures.naf.model", "NAF_2026-11-24");
    users.put("nomenclatures.pcs2020.root", "PCS2020");
    RecapConfig config = ConfigLoader.load(List.of(), users);

    BenchSpace space = BenchSpace.create(config, true);
    Map<String, String> all = new HashMap<>(users);
    all.putAll(space.settings());
    RecapConfig own = ConfigLoader.load(List.of(), all);

    Set<TableName> tables = new HashSet<>();
    for (RecordComponent component : TableSettings.class.getRecordComponents()) {
      TableName table = (TableName) component.getAccessor().invoke(own.tables());
      assertThat(table.schema()).as(component.getName()).isEqualTo(space.name());
      assertThat(tables.add(table)).as("%s is a table of its own", table).isTrue();
    }
    own.nomenclatures()
        .values()
        .forEach(nomenclature -> assertThat(tables.add(nomenclature.projections())).isTrue());
    assertThat(tables).extracting(TableName::schema).containsOnly(space.name());
    assertThat(own.store().root()).isEqualTo("s3a://recap/of \"users\"/" + space.name());
    assertThat(own.store().allowedFingerprints()).isEmpty();
    assertThat(own.siret().plan()).isEqualTo(Plan.REGISTER);
    assertThat(own.siret().model()).isEmpty();
    assertThat(own.nomenclature("naf").model()).isEmpty();
    assertThat(own.codedNames()).containsExactly("naf", "pcs");
    assertThat(own.workDirectory()).isDirectory().isNotEqualTo(config.workDirectory());
    space.close();
    assertThat(own.workDirectory()).doesNotExist();
  }
}
