package fr.recap.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {
  @TempDir Path folder;

  private RecapConfig load(String text, Map<String, String> overrides) throws IOException {
    Path file = Files.writeString(folder.resolve("campaign.conf"), text);
    return ConfigLoader.load(List.of(file), overrides, Map.of());
  }

  @Test
  void defaultsAreCompleteAndTyped() {
    RecapConfig config = ConfigLoader.defaults();
    assertThat(config.tables().forms()).hasToString("rp_2026");
    assertThat(config.tables().trainingForms()).hasToString("rp_2025");
    assertThat(config.nomenclature("pcs").inputs())
        .containsExactly("profession", "rs_x", "actet_x");
    assertThat(config.elasticsearch().bulk().bytes()).isEqualTo(2L << 20);
  }

  @Test
  void yearOfTheCampaignFileNamesTheTables() throws IOException {
    RecapConfig config = load("year = 2030", Map.of());
    assertThat(config.tables().results()).hasToString("rp_2030_codageauto_results");
    assertThat(config.indices().sirus()).isEqualTo("sirus_2030_e");
  }

  @Test
  void overrideWinsOverTheFile() throws IOException {
    RecapConfig config =
        load(
            "postgres.url = \"jdbc:postgresql://a/b\"",
            Map.of("postgres.url", "jdbc:postgresql://127.0.0.1:5555/c", "year", "2031"));
    assertThat(config.postgres().url()).isEqualTo("jdbc:postgresql://127.0.0.1:5555/c");
    assertThat(config.year()).isEqualTo(2031);
  }

  @Test
  void severalServersAreTakenIfTheOneThatTakesWritesIsMeant() throws IOException {
    String two = "jdbc:postgresql://a:5432,b:5433/recap";
    assertThatThrownBy(() -> load("postgres.url = \"%s?password=x1\"".formatted(two), Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("postgres.url")
        .hasMessageContaining("targetServerType=primary")
        .hasMessageContaining(two)
        .hasMessageNotContaining("x1");
    assertThatThrownBy(
            () -> load("", Map.of("postgres.url", two + "?targetServerType=preferSecondary")))
        .isInstanceOf(ConfigException.class);
    String primary = two + "?targetServerType=primary";
    assertThat(load("", Map.of("postgres.url", primary)).postgres().url()).isEqualTo(primary);
  }

  @Test
  void unknownSettingNamesItsPlaceAndTheNearestOne() {
    assertThatThrownBy(() -> load("\npostgres.ulr = x", Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("campaign.conf: 2")
        .hasMessageContaining("unknown setting postgres.ulr")
        .hasMessageContaining("did you mean postgres.url?");
    assertThatThrownBy(() -> load("", Map.of("lots.sise", "3")))
        .hasMessageContaining("did you mean lots.size?");
  }

  @Test
  void wrongValueNamesItsPlaceAndItself() {
    assertThatThrownBy(() -> load("year = 2026\nlots.size = many", Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("campaign.conf: 2")
        .hasMessageContaining("lots.size")
        .hasMessageContaining("many");
    assertThatThrownBy(() -> load("siret.target-precision = 80", Map.of()))
        .hasMessageContaining("must be between 0 and 1, cannot be: 80");
    assertThatThrownBy(() -> load("tables.forms = \"rp; drop table x\"", Map.of()))
        .hasMessageContaining("tables.forms")
        .hasMessageContaining("'rp; drop table x' is no table name");
  }

  @Test
  void addressServicesNeedUrlsAndAProxyItsPort() throws IOException {
    assertThatThrownBy(() -> load("geocoding.services.ban = api.example", Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("geocoding.services.ban must be a URL")
        .hasMessageContaining("api.example");
    assertThatThrownBy(() -> load("geocoding.proxy = proxy.example", Map.of()))
        .hasMessageContaining("geocoding.proxy must be host:port");
    RecapConfig config =
        load("geocoding.services.ban = \"https://api.example/addok/search/\"", Map.of());
    assertThat(config.geocoding().services().ban()).hasValue("https://api.example/addok");
  }

  @Test
  void importsAreReadWithTheirDefaults_andAWrongOneNamesEntryAndKey() throws IOException {
    String first = "imports = [{ input = [a.csv], typing = t.csv, table = \"rp_\"${year} }\n";
    RecapConfig config =
        load(
            first
                + "{ input = [b, c], typing = t.csv, table = x.y, mode = upsert, separator = \"\\t\", encoding = latin1, header = false, format = csv }]",
            Map.of());
    assertThat(config.imports())
        .containsExactly(
            new ImportSettings(
                List.of("a.csv"),
                Path.of("t.csv"),
                new TableName(null, "rp_2026"),
                Optional.empty(),
                Optional.empty(),
                StandardCharsets.UTF_8,
                true,
                ImportMode.NEW),
            new ImportSettings(
                List.of("b", "c"),
                Path.of("t.csv"),
                new TableName("x", "y"),
                Optional.of("csv"),
                Optional.of('\t'),
                StandardCharsets.ISO_8859_1,
                false,
                ImportMode.UPSERT));
    assertThat(ConfigLoader.defaults().imports()).isEmpty();
    Map.of(
            "{ input = [b], typing = t.csv }", "table must be set",
            "{ input = [], typing = t.csv, table = b }", "input must name at least one file",
            "{ input = b, typing = t.csv, table = b }", "input has a wrong value: b",
            "{ input = [b], typing = t.csv, table = b, mode = apend }",
                "mode must be one of new, force, append, upsert, cannot be: apend; did you mean append?",
            "{ input = [b], typing = t.csv, table = B }", "table 'B' is no table name",
            "{ input = [b], typing = t.csv, table = b, encoding = utf }", "encoding is not known",
            "{ input = [b], typing = t.csv, table = b, separator = ab }",
                "separator must be one character",
            "{ inputs = [b] }", "unknown setting inputs; did you mean input?",
            "b", "it must be a block of settings, cannot be: b")
        .forEach(
            (entry, problem) ->
                assertThatThrownBy(() -> load(first + entry + "]", Map.of()))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("campaign.conf: 2: imports, entry 2: " + problem));
    assertThatThrownBy(() -> load("imports = a.csv", Map.of()))
        .hasMessageContaining("imports has a wrong value: a.csv");
  }

  @Test
  void whatTrainingsAreVariedByIsRefusedWhereItMakesNoSense() throws IOException {
    RecapConfig varied =
        load(
            """
            nomenclatures.naf.learning.encoder { dimensions = 64, seeds = 2 }
            nomenclatures.isco.root = ISCO08
            siret.learning { ranking.depth = 4, leave-out = [history] }
            noncodable.learning.xgboost { depth = [2, 4], rate = [0.1, 0.3] }
            """,
            Map.of());
    assertThat(varied.nomenclature("naf").learning().encoder())
        .isEqualTo(new NomenclatureSettings.Encoder(64, 131_072, 30, 3, 0.1, 0.3, 2));
    assertThat(varied.nomenclature("isco").learning().encoder().dimensions())
        .as("an added one has the defaults")
        .isEqualTo(128);
    assertThat(varied.siret().learning().ranking())
        .isEqualTo(new SiretSettings.Trees(4, 200, 0.08));
    assertThat(varied.noncodable().learning().tried().get("xgboost"))
        .isEqualTo(
            Map.of(
                "depth",
                List.of(2.0, 4.0),
                "rounds",
                List.of(100.0, 250.0),
                "rate",
                List.of(0.1, 0.3)));
    Map.of(
            "nomenclatures.naf.learning.encoder.dimensions = 513",
            "dimensions must be between 2 and 512, cannot be: 513",
            "nomenclatures.naf.learning.encoder.rate = 0",
            "rate must be between 1.0E-4 and 1, cannot be: 0",
            "nomenclatures.naf.learning.maximise = top1",
            "did you mean top-1?",
            "siret { ranking = formula, learning.leave-out = [place] }",
            "the formula (siret.ranking) reads no features",
            "noncodable.learning.compare = [text]",
            "noncodable.learning.compare must name families out of [logistic-regression, naive-bayes, linear-svm, decision-tree, xgboost, mlp], cannot name: text",
            "noncodable.learning.mlp.hidden = [8, 8]",
            "noncodable.learning.mlp.hidden has a value twice",
            "noncodable.learning.decision-tree.depth = [2.5]",
            "must have whole numbers",
            "noncodable.target = no-siret",
            "noncodable.target must be one of no-final-siret, no-siret-given, cannot be: no-siret",
            "noncodable.learning.linear-svm.regularisation = []",
            "must have at least one value to try",
            "noncodable.learning.xgboost { depth = [1,2,3,4,5], rounds = [1,2,3,4,5] }",
            "makes more than 24 combinations")
        .forEach(
            (setting, problem) ->
                assertThatThrownBy(() -> load(setting, Map.of()))
                    .as(setting)
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining(problem));
  }

  @Test
  void ownNomenclatureTakesFromNafWhatItDoesNotSet() throws IOException {
    RecapConfig config =
        load("nomenclatures.isco { root = ISCO08, projections = isco_projections }", Map.of());
    assertThat(config.nomenclature("isco").root()).isEqualTo("ISCO08");
    assertThat(config.nomenclature("isco").truth()).isEqualTo("actet_c");
    assertThat(load("nomenclatures.isco.root = ISCO08, year = 2031", Map.of()).nomenclature("isco"))
        .as("a table of its own, not that of naf")
        .extracting(isco -> isco.projections().sql())
        .isEqualTo("\"isco_projections_2031\"");
    assertThatThrownBy(() -> config.nomenclature("nav")).hasMessageContaining("did you mean naf?");
    assertThat(config.nomenclature("isco").previousCode()).as("those of naf are not its").isEmpty();
    assertThat(config.nomenclature("isco").clerkCode()).isEmpty();
  }

  @Test
  void codesOfThePreviousCoderStandInOneColumnOrInSeveral() throws IOException {
    RecapConfig config =
        load(
            "nomenclatures { naf.previous-code = null, pcs.previous-code = prof_c_c, pcs.clerk-code = [a, b] }",
            Map.of());
    assertThat(config.nomenclature("naf").previousCode()).isEmpty();
    assertThat(config.nomenclature("pcs").previousCode()).containsExactly("prof_c_c");
    assertThat(config.nomenclature("pcs").previousCoder()).contains("Sicore");
    assertThat(config.nomenclature("pcs").clerkCode()).containsExactly("a", "b");
    assertThatThrownBy(() -> load("nomenclatures.pcs.previous-code { a = b }", Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("nomenclatures.pcs.previous-code");
  }

  @Test
  void secretsComeFromTheEnvironmentThenFilesAndAreNeverPrinted() throws IOException {
    Files.writeString(folder.resolve("postgres.password"), "from-file\n");
    Files.writeString(folder.resolve("store.access-key"), "key-file\n");
    Path file =
        Files.writeString(folder.resolve("c.conf"), "secrets.directory = \"" + folder + "\"\n");
    RecapConfig config =
        ConfigLoader.load(
            List.of(file), Map.of(), Map.of("RECAP_POSTGRES_PASSWORD", "from-environment"));
    assertThat(config.postgres().password().orElseThrow().reveal()).isEqualTo("from-environment");
    assertThat(config.store().accessKey().orElseThrow().reveal()).isEqualTo("key-file");
    assertThat(config.toString()).doesNotContain("from-environment").doesNotContain("key-file");
    assertThat(config.rendered()).doesNotContain("from-environment");
    assertThatThrownBy(() -> config.secrets().require("elasticsearch.password"))
        .hasMessageContaining("RECAP_ELASTICSEARCH_PASSWORD");
  }
}
