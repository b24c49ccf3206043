package fr.recap.nomenclature;

import static fr.recap.postgres.TestPostgres.execute;
import static fr.recap.postgres.TestPostgres.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.config.NomenclatureSettings;
import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.forms.Form;
import fr.recap.models.Publish;
import fr.recap.postgres.TestPostgres;
import fr.recap.runtime.TestSession;
import fr.recap.tables.Reading;
import fr.recap.tables.Rp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Nomenclatures of all shapes that are coded to stand in the same two tables; only settings tell
 * them apart.
 */
class ConfiguredNomenclaturesTest {
  private static final int FORMS = 420;

  /** Paths from the top to two leaves of each, with the codes of the official nomenclatures. */
  private static final Map<String, String[][]> PATHS =
      Map.of(
          "NAF2025_",
          new String[][] {{"A", "01", "011", "0113", "0113Y"}, {"G", "47", "472", "4724", "4724Y"}},
          "PCS2020_",
          new String[][] {{"1", "11", "11A1"}, {"5", "55", "55B2"}},
          "ISCO",
          new String[][] {{"6", "61", "611", "6111"}, {"5", "52", "522", "5221"}});

  private static String schema;
  @TempDir private Path store;

  @BeforeAll
  static void generate() {
    schema = TestPostgres.freshSchema();
    execute(
        "CREATE TABLE %s.nomenclatures (nct_id text, libelle text, nct_agr text, code text)"
            .formatted(schema));
    execute(
        "CREATE TABLE %s.modalites (nct_id text, code text, libelle text, code_agr text, aide text)"
            .formatted(schema));
    PATHS.forEach(ConfiguredNomenclaturesTest::insert);
    Map<String, String> filled =
        Map.of(
            "cabbi",
            "'f' || i",
            "actet_x",
            "((CASE WHEN i % 2 = 0 THEN '{MARAICHAGE,CULTURE DE LEGUMES,PRODUCTION LEGUMES}' ELSE '{BOULANGERIE,VENTE DE PAIN,COMMERCE DE PAIN}' END)::text[])[1 + i / 2 % 3]",
            "rs_x",
            "'EMPLOYEUR ' || i % 20",
            "profs_x",
            either("MARAICHER", "VENDEUSE"),
            "actet_c",
            either("0113Z", "4724Z"),
            "profs_c",
            either("111a", "554a"));
    String columns =
        Rp.TABLE.names().stream()
            .map(name -> filled.getOrDefault(name, "NULL::text") + " AS " + name)
            .collect(Collectors.joining(", "));
    execute(
        "CREATE TABLE %s.rp_2025 AS SELECT %s, %s AS naf25_c, %s AS pcs20_c, %s AS isco_c FROM generate_series(1, %d) i"
            .formatted(
                schema,
                columns,
                either("0113Y", "4724Y"),
                either("11A1", "55B2"),
                either("6111", "5221"),
                FORMS));
  }

  private static String either(String farmer, String baker) {
    return "CASE WHEN i %% 2 = 0 THEN '%s' ELSE '%s' END".formatted(farmer, baker);
  }

  private static void insert(String prefix, String[][] paths) {
    for (int depth = 0; depth < paths[0].length; depth++) {
      String level = prefix + (depth + 1);
      execute(
          "INSERT INTO %s.nomenclatures VALUES ('%s', 'level', %s)"
              .formatted(schema, level, depth == 0 ? "NULL" : "'" + prefix + depth + "'"));
      for (int path = 0; path < paths.length; path++) {
        execute(
            "INSERT INTO %s.modalites VALUES ('%s', '%s', '%s', %s)"
                .formatted(
                    schema,
                    level,
                    paths[path][depth],
                    (path == 0 ? "Culture de legumes, " : "Commerce de pain, ") + depth,
                    depth == 0 ? "NULL" : "'" + paths[path][depth - 1] + "'"));
      }
    }
  }

  private RecapConfig config(String more) {
    Map<String, String> settings = new HashMap<>();
    for (String table : List.of("training-forms", "nomenclatures", "modalites", "run-manifest")) {
      String name = table.equals("training-forms") ? "rp_2025" : table.replace('-', '_');
      settings.put("tables." + table, schema + "." + name);
    }
    settings.put("store.root", store.resolve("store").toUri().toString());
    settings.put("work-directory", store.resolve("work").toString());
    for (String setting : more.split(" ", -1)) {
      int equals = setting.indexOf('=');
      settings.put(setting.substring(0, equals), setting.substring(equals + 1));
    }
    return TestPostgres.config(settings);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      value = {
        "naf25;5;4724Y;nomenclatures.naf25.root=NAF2025_1 nomenclatures.naf25.truth=naf25_c",
        "pcs20;3;55B2;nomenclatures.pcs20.root=PCS2020_1 nomenclatures.pcs20.truth=pcs20_c nomenclatures.pcs20.inputs=[profession,rs_x,actet_x]",
        "isco;4;5221;nomenclatures.isco.root=ISCO1 nomenclatures.isco.truth=isco_c nomenclatures.isco.inputs=[profession,actet_x]"
      })
  void settingsAloneMakeACoder(String name, int levels, String code, String settings)
      throws IOException {
    RecapConfig config =
        config(
            settings
                + " nomenclatures.%s.projections=%s.%s_projections".formatted(name, schema, name));
    NomenclatureSettings nomenclature = config.nomenclature(name);

    TrainNomenclature.Result trained =
        new TrainNomenclature(TestSession.get(), config, name, TrainNomenclature.How.DEFAULT)
            .execute();
    new Publish(
            config,
            TrainNomenclature.model(name),
            Map.of(TrainNomenclature.model(name), NomenclatureCoder.verifier()))
        .execute();
    ProjectForms.Result projected =
        new ProjectForms(TestSession.get(), config, name)
            .execute(config.tables().trainingForms(), nomenclature.projections());

    assertThat(projected.rows()).isEqualTo(FORMS);
    assertThat(trained.counts()).containsExactly(Map.entry("used", (long) FORMS));
    assertThat(trained.metrics()).containsKey("level-%d.top-1".formatted(levels - 1));
    assertThat(trained.metrics()).doesNotContainKey("level-%d.top-1".formatted(levels));
    assertThat(trained.metrics().get("top-1")).isEqualTo(1);
    assertThat(
            query(
                "SELECT count(*), count(*) FILTER (WHERE codage_auto) FROM %1$s.%2$s_projections WHERE %2$s_code_0 = '%3$s'"
                    .formatted(schema, name, code)))
        .containsExactly("%d|%d".formatted(FORMS / 2, FORMS / 2));
  }

  @Test
  void aFormIsReadByItsKey() {
    RecapConfig config = config("tables.forms=%s.rp_2025".formatted(schema));
    Reading columns = Rp.readBy("explain").only(List.of("actet_x", "profs_x", "profi_x"));

    Form form = StoredForm.read(config, columns, "f2");

    assertThat(form.declared("profs_x")).isEqualTo("MARAICHER");
    assertThat(form.declared("profi_x")).isNull();
    assertThat(form.declared("actet_x")).as("the second wording").isEqualTo("CULTURE DE LEGUMES");
    assertThatThrownBy(() -> StoredForm.read(config, columns, "f' OR 1=1"))
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("has no form f' OR 1=1 (column cabbi)");
  }

  @Test
  void aTruthThatTheFormsLackIsRefusedByItsName() {
    RecapConfig config = config("nomenclatures.isco.root=ISCO1 nomenclatures.isco.truth=isco_code");

    assertThatThrownBy(
            () ->
                new TrainNomenclature(
                        TestSession.get(), config, "isco", TrainNomenclature.How.DEFAULT)
                    .execute())
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("train isco: the table ")
        .hasMessageContaining(
            "rp_2025 lacks the column isco_code, which is read as nomenclatures.isco.truth, the final code of forms; did you mean isco_c?")
        .hasMessageContaining("It has [cabbi, ")
        .hasMessageContaining("or change that setting");
  }
}
