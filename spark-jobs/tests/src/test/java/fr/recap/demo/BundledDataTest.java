package fr.recap.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fr.recap.config.RefusedInputException;
import fr.recap.runtime.TestSession;
import fr.recap.tables.Modalites;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundledDataTest {
  private static final String HEADER =
      "siret,denomination,enseigne,ape,ape_source,numero,type_voie,libelle_voie,code_postal,"
          + "commune,nom_commune,departement,lat,lon,source\n";

  @TempDir Path folder;

  @Test
  void modalites_haveAllSubClassesAndNoOrphan() {
    List<Row> rows =
        new SyntheticCampaign(TestSession.get(), SyntheticCampaignTest.config(1, 1))
            .modalites()
            .collectAsList();
    Set<String> keys = new HashSet<>();
    for (Row row : rows) {
      String level = row.getAs(Modalites.NCT_ID);
      keys.add(level + "/" + row.getAs(Modalites.CODE));
    }
    assertThat(keys).hasSameSizeAs(rows);
    assertThat(keys.stream().filter(key -> key.startsWith("NAF2_5/"))).hasSize(732);
    assertThat(keys.stream().filter(key -> key.startsWith("PCS4/"))).hasSizeGreaterThan(150);
    for (Row row : rows) {
      String level = row.getAs(Modalites.NCT_ID);
      String parent = row.getAs(Modalites.CODE_AGR);
      int depth = level.charAt(level.length() - 1) - '0';
      String above = level.substring(0, level.length() - 1) + (depth - 1) + "/" + parent;
      assertThat(depth == 1 ? parent == null : keys.contains(above)).as(row.toString()).isTrue();
    }
  }

  @Test
  void pcsCodes_areThoseOfTheOfficialNomenclature() throws IOException {
    String openData = System.getenv("RECAP_OPEN_DATA");
    assumeTrue(openData != null, "RECAP_OPEN_DATA is not set: PCS codes are not checked");
    Set<String> official;
    try (var lines = Files.lines(Path.of(openData, "pcs/pcs2003_pcsese_hierarchie.csv"))) {
      official =
          lines
              .filter(line -> line.endsWith(",2003"))
              .map(line -> line.substring(0, line.indexOf(',')))
              .collect(Collectors.toSet());
    }
    assertThat(Professions.get().posts()).allMatch(post -> official.contains(post.code()));
    assertThat(Professions.get().levels()).allMatch(level -> official.contains(level.code()));
  }

  @Test
  void register_givesItsOwnEstablishmentsAndDropsUnusableRows() throws IOException {
    Path file = folder.resolve("register.csv");
    Files.writeString(
        file,
        HEADER
            + "35600000000048,LA POSTE,,5310Z,x,9,RUE,DE VAUGIRARD,57000,57463,Metz,57,49.1,6.2,m\n"
            + "73282932000074,GARAGE DU LAC,SPEEDY,4520A,x,1,RUE,FABERT,57000,57463,Metz,57,,,m\n"
            + "12345678901234,INVALIDE,,4520A,x,1,RUE,FABERT,57000,57463,Metz,57,49.1,6.2,m\n");
    SyntheticCampaign campaign = campaign(file);
    assertThat(campaign.establishments()).isEqualTo(2);
    assertThat(campaign.sirus().collectAsList().stream().map(row -> row.<String>getAs("denom")))
        .containsExactlyInAnyOrder("LA POSTE", "GARAGE DU LAC");
    assertThat(
            campaign.truth().filter("siret is not null").select("siret").distinct().collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrder("35600000000048", "73282932000074");
  }

  @Test
  void registerWithoutAColumn_isRefused() throws IOException {
    Path file = folder.resolve("bad.csv");
    Files.writeString(file, "siret,denomination\n1,A\n");
    assertThatThrownBy(() -> campaign(file))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("ape");
  }

  private static SyntheticCampaign campaign(Path file) {
    return new SyntheticCampaign(
        TestSession.get(), new DemoConfig(200, 10, 0, 3, 1, 1, Optional.of(file), 2025, 2026));
  }
}
