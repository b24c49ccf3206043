package fr.recap.operations;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.config.RecapConfig;
import fr.recap.elastic.TestElastic;
import fr.recap.models.ModelStore;
import fr.recap.models.TrainingFacts;
import fr.recap.operations.Finding.Level;
import fr.recap.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On real servers, with and without what a run needs. */
class PreflightTest {
  @TempDir Path folder;

  private final String schema = TestPostgres.freshSchema();

  @Test
  void serversAreThoseThatTheConnectorTakes() {
    assertThat(ElasticChecks.version("7.10.2").level()).isEqualTo(Finding.Level.OK);
    assertThat(ElasticChecks.version("8.19.25").level()).isEqualTo(Finding.Level.WARNING);
    for (String refused : List.of("2.19.6", "6.8.23", "7.9.3", "9.0.0", "10.1.0")) {
      assertThat(ElasticChecks.version(refused).level()).as(refused).isEqualTo(Finding.Level.ERROR);
    }
    assertThat(ElasticChecks.version("9.1.0").toString())
        .contains("elasticsearch-spark", "refuses this server", "8.x");
  }

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
        new Preflight(
                config(
                    Map.of(
                        "elasticsearch.nodes",
                        "[\"http://127.0.0.1:1\"]",
                        "elasticsearch.search.retries",
                        "0")))
            .execute();

    assertThat(result.ready()).isFalse();
    assertThat(result.count(Level.ERROR)).isEqualTo(1);
    assertThat(of(result, "elasticsearch"))
        .startsWith("ERROR")
        .contains("http://127.0.0.1:1")
        .contains("elasticsearch.nodes");
    assertThat(of(result, "store")).startsWith("OK");
  }

  @Test
  void whatOthersOnTheNetworkCanReadOrImitate_isAWarning() {
    Preflight.Result result =
        new Preflight(
                config(
                    Map.of(
                        "postgres.url",
                        "jdbc:postgresql://db.invalid/recap?sslmode=require",
                        "elasticsearch.nodes",
                        "[\"http://search.invalid:9200\"]",
                        "store.endpoint",
                        "http://store.invalid:9000",
                        "geocoding.services.ban",
                        "http://ban.invalid/addok",
                        "postgres.connect-timeout",
                        "1s",
                        "elasticsearch.search.retries",
                        "0")))
            .execute();

    assertThat(of(result, "transport postgres.url"))
        .startsWith("WARNING sslmode require verifies nothing")
        .contains("db.invalid")
        .contains("sslmode=verify-full");
    for (String setting :
        List.of("elasticsearch.nodes", "store.endpoint", "geocoding.services.ban")) {
      assertThat(of(result, "transport " + setting))
          .startsWith("WARNING http://")
          .contains("is not encrypted");
    }
    Preflight.Result safe = new Preflight(config(Map.of())).execute();
    assertThat(of(safe, "transport postgres.url")).startsWith("OK");
    assertThat(of(safe, "transport elasticsearch.nodes")).startsWith("OK");
    List<Finding> verified =
        new TransportChecks(
                config(
                    Map.of(
                        "postgres.url",
                        "jdbc:postgresql://db.invalid/recap?sslmode=verify-full",
                        "elasticsearch.nodes",
                        "[\"https://search.invalid:9200\"]")))
            .run();
    assertThat(verified).extracting(Finding::level).containsOnly(Level.OK);
  }

  @Test
  void passwordOfAnAddress_isAWarningThatDoesNotTellIt() {
    List<Finding> findings =
        new TransportChecks(
                config(
                    Map.of(
                        "postgres.url",
                        "jdbc:postgresql://127.0.0.1/recap?password=hunter2",
                        "elasticsearch.nodes",
                        "[\"http://elastic:hunter2@127.0.0.1:9200\"]")))
            .run();

    assertThat(findings.subList(0, 2))
        .allSatisfy(
            finding -> {
              assertThat(finding.level()).isEqualTo(Level.WARNING);
              assertThat(finding.text()).contains("holds a password").doesNotContain("hunter2");
            });
  }

  @Test
  void versionOfTheFuture_isAWarning_andItsFingerprintIsShown() throws IOException {
    Path root = folder.resolve("store");
    Path files = Files.createDirectories(folder.resolve("artefact"));
    Files.writeString(files.resolve("x"), "x");
    RecapConfig config = config(Map.of("store.root", root.toUri().toString()));
    String fingerprint;
    try (ModelStore store = ModelStore.open(config.store())) {
      store.saveTraining("NAF", files, new TrainingFacts(1, "none", Map.of()));
      String version = store.publish("NAF", model -> {}, folder.resolve("work")).version();
      fingerprint = store.resolve("NAF", Optional.of(version)).fingerprint();
      Path made = root.resolve("published").resolve(version);
      Files.move(made, made.resolveSibling("NAF_2036-01-02"));
    }
    Path manifest = root.resolve("published/NAF_2036-01-02/manifest.json");
    Files.deleteIfExists(manifest.resolveSibling(".manifest.json.crc"));
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replaceFirst("\"version\" : \"[^\"]*", "\"version\" : \"NAF_2036-01-02"));

    assertThat(of(new Preflight(config).execute(), "model NAF"))
        .startsWith("WARNING NAF_2036-01-02")
        .contains("fingerprint ")
        .contains("dated after today")
        .doesNotContain(fingerprint);
  }

  @Test
  void clusterWithoutSecretOrEncryption_andOptionsOfExecutors_areWarnings() {
    SparkConf open =
        new SparkConf(false)
            .set("spark.master", "spark://m:7077")
            .set("spark.ui.killEnabled", "true")
            .set(
                "spark.executor.extraJavaOptions",
                "-Ddev.ludovic.netlib.blas.nativeLib=libopenblas.so.0");
    assertThat(new RuntimeChecks(open).run())
        .filteredOn(finding -> finding.level() == Level.WARNING)
        .extracting(Finding::subject)
        .contains("linear algebra", "Spark UI", "spark.authenticate", "Spark's encryption");
    SparkConf closed =
        new SparkConf(false)
            .set("spark.master", "spark://m:7077")
            .set("spark.ui.enabled", "false")
            .set("spark.authenticate", "true")
            .set("spark.network.crypto.enabled", "true")
            .set("spark.io.encryption.enabled", "true");
    assertThat(new RuntimeChecks(closed).run())
        .filteredOn(finding -> !finding.subject().equals("encoding"))
        .extracting(Finding::level)
        .containsOnly(Level.OK);
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
