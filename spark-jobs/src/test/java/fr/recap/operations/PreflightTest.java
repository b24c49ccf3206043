package fr.recap.operations;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.config.RecapConfig;
import fr.recap.elastic.TestElastic;
import fr.recap.operations.Finding.Level;
import fr.recap.postgres.TestPostgres;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** On real servers, with and without what a run needs. */
class PreflightTest {
  private final String schema = TestPostgres.freshSchema();

  @Test
  void serversThatAnswer_areReady_andWhatIsMissingHasItsRemedy() {
    RecapConfig config = config(Map.of());
    TestPostgres.execute("CREATE TABLE " + schema + ".rp_2026 AS SELECT 'F1' AS cabbi");
    TestPostgres.execute("ANALYZE " + schema + ".rp_2026");

    Preflight.Result result = new Preflight(config).execute();

    assertThat(result.ready()).as("%s", result.findings()).isTrue();
    assertThat(of(result, "table " + schema + ".rp_2026")).isEqualTo("OK about 1 rows ");
    assertThat(of(result, "table " + schema + ".rp_2025"))
        .isEqualTo("WARNING is not there import it to train models");
    assertThat(of(result, "index no_such_index"))
        .startsWith("WARNING is not there")
        .contains("recap index sirus");
    assertThat(of(result, "model NAF")).startsWith("WARNING no version is published");
    assertThat(of(result, "store")).startsWith("OK").endsWith("can be read and written ");
    assertThat(of(result, "postgres")).startsWith("OK version ");
    assertThat(of(result, "elasticsearch")).startsWith("OK version 7.10.2");
  }

  @Test
  void serverThatDoesNotAnswer_isAnError_andTheOthersAreLookedAtAllTheSame() {
    Preflight.Result result =
        new Preflight(config(Map.of("elasticsearch.nodes", "[\"http://127.0.0.1:1\"]"))).execute();

    assertThat(result.ready()).isFalse();
    assertThat(result.count(Level.ERROR)).isEqualTo(1);
    assertThat(of(result, "elasticsearch"))
        .startsWith("ERROR")
        .contains("http://127.0.0.1:1")
        .contains("elasticsearch.nodes");
    assertThat(of(result, "store")).startsWith("OK");
  }

  @Test
  void tableThatMayNotBeRead_isAnErrorWithItsGrant() {
    String user = TestPostgres.query("SELECT current_user").get(0);
    TestPostgres.execute("CREATE TABLE " + schema + ".rp_2026 AS SELECT 'F1' AS cabbi");
    TestPostgres.execute("REVOKE ALL ON %s.rp_2026 FROM %s".formatted(schema, user));

    Preflight.Result result = new Preflight(config(Map.of())).execute();

    assertThat(of(result, "table " + schema + ".rp_2026"))
        .isEqualTo(
            "ERROR may not be read GRANT SELECT ON %s.rp_2026 TO %s".formatted(schema, user));
  }

  @Test
  void viewOnAColumnThatARunTakesAway_isAnErrorThatNamesIt() {
    String lots = schema + ".bi_lot";
    TestPostgres.execute(
        "CREATE TABLE %s (cabbi text PRIMARY KEY, lot_id integer, vague_id integer, mine text)"
            .formatted(lots));
    TestPostgres.execute("CREATE VIEW %s.of_mine AS SELECT mine FROM %s".formatted(schema, lots));

    Preflight.Result result = new Preflight(config(Map.of("tables.lots", lots))).execute();

    assertThat(of(result, "table " + lots))
        .startsWith("ERROR can't be replaced its column mine goes, and")
        .contains("view " + schema + ".of_mine depends on it");
    TestPostgres.execute("DROP VIEW %s.of_mine".formatted(schema));
    assertThat(of(new Preflight(config(Map.of("tables.lots", lots))).execute(), "table " + lots))
        .startsWith("WARNING its column(s) [mine], which no job writes, go at the next run");
  }

  private RecapConfig config(Map<String, String> changes) {
    List<String> nodes = TestElastic.config().elasticsearch().nodes();
    Map<String, String> all = new HashMap<>();
    all.put("tables.forms", schema + ".rp_2026");
    all.put("tables.training-forms", schema + ".rp_2025");
    all.put("elasticsearch.nodes", "[\"%s\"]".formatted(nodes.get(0)));
    all.put("indices.sirus", "no_such_index");
    all.put("store.root", "file:" + Path.of("target/preflight").toAbsolutePath());
    all.put("work-directory", "target/preflight-work");
    all.putAll(changes);
    return TestPostgres.config(all);
  }

  /** Level, text and remedy of the first finding on a subject. */
  private static String of(Preflight.Result result, String subject) {
    return result.findings().stream()
        .filter(finding -> finding.subject().equals(subject))
        .map(finding -> finding.level() + " " + finding.text() + " " + finding.remedy())
        .findFirst()
        .orElse("nothing on " + subject);
  }
}
