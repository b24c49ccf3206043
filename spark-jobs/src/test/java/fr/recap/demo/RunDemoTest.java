package fr.recap.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import fr.recap.campaign.BuildLots;
import fr.recap.campaign.CampaignModels;
import fr.recap.campaign.CodeCampaign;
import fr.recap.campaign.DecideThreshold;
import fr.recap.config.ConfigException;
import fr.recap.config.ConfigLoader;
import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.config.Secret;
import fr.recap.config.TableName;
import fr.recap.elastic.ElasticClient;
import fr.recap.elastic.IndexAdmin;
import fr.recap.evaluation.Evaluation;
import fr.recap.geocoding.GeocodeTable;
import fr.recap.geocoding.Outcomes;
import fr.recap.models.Publish;
import fr.recap.notebook.CampaignCell;
import fr.recap.notebook.Recap;
import fr.recap.postgres.Postgres;
import fr.recap.postgres.PostgresSnapshot;
import fr.recap.postgres.TableChecksum;
import fr.recap.report.TradeOffText;
import fr.recap.runtime.SessionSettings;
import fr.recap.runtime.TestSession;
import fr.recap.sandbox.Endpoints;
import fr.recap.sandbox.Sandbox;
import fr.recap.sandbox.SandboxOptions;
import fr.recap.sandbox.Server;
import fr.recap.service.CodedAlike;
import fr.recap.service.HostileRequests;
import fr.recap.service.Passwords;
import fr.recap.service.PredictionService;
import fr.recap.service.ServiceClient;
import fr.recap.sql.CampaignQuery;
import fr.recap.vectors.VectorsInfo;
import java.io.PrintStream;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small campaign through real PostgreSQL, Elasticsearch and S3. */
class RunDemoTest {
  private static final int FORMS = 1000;
  private static final String PASSWORD = "correct horse battery";
  private static final String PASSWORD_HASH = Passwords.hash(PASSWORD);

  @TempDir static Path folder;

  private static Sandbox sandbox;
  private static SparkSession spark;
  private static RecapConfig config;
  private static RunDemo.Result demo;

  @BeforeAll
  static void runTheDemo() {
    sandbox =
        new Sandbox(
            folder.resolve("sandbox"),
            SandboxOptions.forTests(Server.POSTGRES, Server.ELASTICSEARCH, Server.S3));
    Endpoints endpoints = sandbox.start();
    spark = TestSession.get();
    config =
        ConfigLoader.load(
            List.of(endpoints.confFile()),
            Map.of(
                "work-directory", "\"" + folder.resolve("work") + "\"",
                "siret.training-sample", "120",
                "lots.size", "10"));
    demo =
        new RunDemo(
                spark,
                config,
                new DemoConfig(FORMS, 1500, 1000, 3, 1, Optional.empty(), 2025, 2026),
                new PrintStream(PrintStream.nullOutputStream()))
            .execute();
  }

  @AfterAll
  static void stop() {
    sandbox.stop();
  }

  @Test
  void everyFormHasItsRowInEveryResultsTable() throws Exception {
    for (TableName table :
        List.of(
            config.tables().results(),
            config.tables().output(),
            config.tables().biTopk(),
            config.tables().noncodable(),
            config.nomenclature("naf").projections(),
            config.nomenclature("pcs").projections(),
            config.tables().individus())) {
      assertThat(number("SELECT count(DISTINCT cabbi) FROM " + table.sql()))
          .as(table.toString())
          .isEqualTo(FORMS);
    }
  }

  @Test
  void everyFormHasACodeOrTheReasonWhyNot() throws Exception {
    for (String code : List.of("siret", "naf", "pcs")) {
      assertThat(
              number(
                  "SELECT count(*) FROM rp_2026_codageauto_results WHERE (%1$s IS NULL) = (%1$s_error IS NULL)"
                      .formatted(code)))
          .as(code)
          .isZero();
    }
  }

  @Test
  void codersAreBetterThanChance() {
    Evaluation evaluation = demo.evaluation();
    assertThat(evaluation.forms()).isEqualTo(FORMS);
    evaluation
        .codes()
        .forEach(
            (code, measured) ->
                assertThat(measured.overall().top1())
                    .as(code)
                    .isGreaterThan(measured.overall().referenced() / 3));
  }

  @Test
  void everyFormHasItsPlaceOrTheReasonWhyNot_andTheCountsAddUp() throws Exception {
    Map<String, String> tables =
        Map.of("training forms", "rp_geo_2025", "forms to code", "rp_geo_2026");
    assertThat(demo.places().keySet()).containsExactlyInAnyOrderElementsOf(tables.keySet());
    for (Map.Entry<String, GeocodeTable.Result> each : demo.places().entrySet()) {
      String table = tables.get(each.getKey());
      GeocodeTable.Result result = each.getValue();
      Map<String, Long> groups = Outcomes.groups(result.outcomes());
      assertThat(result.in())
          .as(table)
          .isEqualTo(result.written())
          .isEqualTo(number("SELECT count(*) FROM " + table));
      assertThat(groups.values().stream().mapToLong(n -> n).sum()).isEqualTo(result.written());
      // The generator gives coordinates with a score to the forms that have a commune's code.
      assertThat(groups.get(Outcomes.KEPT))
          .isEqualTo(result.kept())
          .isEqualTo(number("SELECT count(*) FROM %s WHERE geo_score > 0".formatted(table)))
          .isEqualTo(
              number(
                  "SELECT count(*) FROM %s WHERE clt_c_c IS NOT NULL"
                      .formatted(table.replace("_geo", ""))));
      assertThat(number("SELECT count(*) FROM %s WHERE geo_reason IS NULL".formatted(table)))
          .isZero();
      assertThat(number("SELECT count(*) FROM %s WHERE commune IS NULL".formatted(table)))
          .isEqualTo(
              groups.entrySet().stream()
                  .filter(group -> group.getKey().startsWith("refused: "))
                  .mapToLong(Map.Entry::getValue)
                  .sum());
    }
    assertThat(
            number(
                "SELECT count(*) FROM rp_geo_2025 WHERE geo_reason = 'commune by its name' AND longitude IS NOT NULL"))
        .isPositive();
    assertThat(
            number("SELECT count(*) FROM rp_geo_2025 WHERE geo_reason = 'no commune is declared'"))
        .isPositive();
  }

  @Test
  void wordVectorsOfItsTextsArePublished() throws Exception {
    DemoVectors.Result vectors = demo.vectors();
    // Forms, register and nodes of both trees; texts that are empty don't count.
    assertThat(vectors.texts()).isBetween(3500L, 1500L + 1000 + 3000);
    assertThat(vectors.neighbours()).hasSizeGreaterThan(4);
    VectorsInfo newest = VectorsInfo.open(config, Optional.empty());
    assertThat(newest.header()).isEqualTo(vectors.header());
    vectors
        .neighbours()
        .forEach((word, near) -> assertThat(newest.neighbours(word, 10)).as(word).isEqualTo(near));
    assertThat(config.nomenclature("naf").vectors()).as("read by the coder").isEmpty();
    assertThat(demo.files().resolve("vectors.bin")).doesNotExist();
  }

  @Test
  void lotsHoldWhatIsLeftForClerks() throws Exception {
    assertThat(number("SELECT sum(nb_bi) FROM rp.lots_reprise"))
        .isEqualTo(number("SELECT count(*) FROM bi_lot_2026"))
        .isEqualTo(number("SELECT count(*) FROM rp.individus WHERE lot_id IS NOT NULL"));
    assertThat(number("SELECT max(nb_bi) FROM rp.lots_reprise")).isLessThanOrEqualTo(10);
  }

  @Test
  void manifestAddsUp() throws Exception {
    assertThat(
            number(
                "SELECT count(*) FROM run_manifest WHERE job = 'code' AND rows_in = rows_out + rows_rejected AND rows_in = "
                    + FORMS))
        .isPositive();
    assertThat(number("SELECT count(*) FROM run_manifest WHERE manifest ~ 'password|secret-key'"))
        .isZero();
  }

  @Test
  void theCampaignIsComparedWithWhatTheCodersMet() throws Exception {
    TableName monitoring = config.tables().monitoring();
    assertThat(number("SELECT count(DISTINCT model) FROM " + monitoring.sql())).isEqualTo(4);
    for (TableName forms : List.of(config.tables().forms(), config.tables().trainingForms())) {
      boolean now = forms.equals(config.tables().forms());
      assertThat(
              number(
                  "SELECT round(%s * %s) FROM %s WHERE measure = 'field filled' AND item = 'rs_x' AND model LIKE 'NAF%%'"
                      .formatted(
                          now ? "campaign" : "training",
                          now ? "campaign_forms" : "training_forms",
                          monitoring.sql())))
          .as(forms.toString())
          .isEqualTo(
              number("SELECT count(*) FROM %s WHERE trim(rs_x) <> ''".formatted(forms.sql())));
    }
    assertThat(
            number(
                "SELECT campaign_forms FROM %s WHERE measure = 'coverage' AND item = '' AND model LIKE 'PCS%%'"
                    .formatted(monitoring.sql())))
        .isEqualTo(
            number("SELECT count(pcs_codage_auto_proba) FROM " + config.tables().results().sql()));
    assertThat(demo.evaluation().drifts())
        .hasSize((int) number("SELECT count(*) FROM " + monitoring.sql()));
  }

  @Test
  void codingAgainGivesTheSameTables() {
    List<String> before = checksums();
    new CodeCampaign(spark, config).execute();
    assertThat(checksums()).isEqualTo(before);
  }

  @Test
  void lotsThatClerksHaveOpenedAreNotBuiltAnew() throws Exception {
    execute("UPDATE rp.lots_reprise SET lot_statut = 'E' WHERE lot_id = 1");
    assertThatThrownBy(() -> new BuildLots(spark, config, false).execute())
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("Clerks have opened 1 lots")
        .hasMessageContaining("--force");
    execute("UPDATE rp.lots_reprise SET lot_statut = 'N' WHERE lot_id = 1");
  }

  @Test
  void reportShowsMeasuresAndCalibration() throws Exception {
    Path report = DemoReport.write(demo, config, folder.resolve("report"));
    assertThat(Files.readString(report))
        .contains("placed by its name", "refused: no commune is declared")
        .contains("SIRET coded automatically", "rs_x missing", "rp_2026_codageauto_results")
        .contains(demo.vectors().version() + ": skipgram, 100 dimensions");
    assertThat(Files.readString(report.resolveSibling("evaluation.json"))).contains("\"top10\"");
  }

  @Test
  void publishedCodersCodeAColumnInSql_asTheJobDoes() {
    new SessionSettings(
            List.of(folder.resolve("sandbox/sandbox.conf")),
            Map.of("work-directory", "\"" + folder.resolve("work") + "\""))
        .putInto(spark);
    try (PostgresSnapshot snapshot = PostgresSnapshot.open(spark, config.postgres())) {
      CampaignQuery query = new CampaignQuery(spark, snapshot);
      List<Row> differing =
          query
              .rows(
                  """
                  WITH answers AS (
                    SELECT cabbi, naf_code_0, recap_naf(actet_x, rs_x,
                      coalesce(nullif(profs_x, ''), nullif(profi_x, ''), profa_x)) AS answer
                    FROM rp_2026 JOIN %s USING (cabbi))
                  SELECT * FROM answers WHERE NOT answer.code <=> naf_code_0
                    OR (answer.code IS NULL) = (answer.error IS NULL)
                  """
                      .formatted(config.nomenclature("naf").projections()))
              .collectAsList();
      assertThat(differing).isEmpty();
      assertThat(query.rows("SELECT count(*) FROM `public.rp_2026`").first().getLong(0))
          .isEqualTo(FORMS);
      assertThatThrownBy(() -> query.rows("SELECT 1 FROM rp_2062"))
          .isInstanceOf(RefusedInputException.class)
          .hasMessageContaining("rp_2062");
      assertThatThrownBy(() -> query.rows("SELECT 1 FROM public.rp_2026"))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("`public.rp_2026`");
      assertThatThrownBy(() -> query.rows("SELEC 1"))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("SELEC");
      assertThatThrownBy(() -> query.rows("SELECT cabby FROM rp_2026"))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("cabby");
    }
    assertThat(spark.sql("SELECT recap_code('naf', 'BOULANGERIE').code").first().getString(0))
        .isEqualTo("1071C");
    assertThat(spark.sql("SELECT recap_pcs('').error").first().getString(0))
        .isEqualTo("profession is empty");
    assertThat(
            spark.sql("DESCRIBE FUNCTION EXTENDED recap_naf").collectAsList().stream()
                .map(row -> row.getString(0)))
        .anyMatch(
            line -> line.contains("Codes a form by the published model of the nomenclature naf"));
    assertThatThrownBy(() -> spark.sql("SELECT recap_code('nat', 'BOULANGERIE')"))
        .hasMessageContaining("nat")
        .hasMessageContaining("naf");
  }

  @Test
  void notebooksSeeTheCampaign_asTheJobsDo() {
    try (Recap recap =
        Recap.connect(
            Map.of("work-directory", "\"" + folder.resolve("work") + "\""),
            folder.resolve("sandbox/sandbox.conf").toString())) {
      Dataset<Row> forms = recap.forms();
      assertThat(recap.results().count()).isEqualTo(FORMS).isEqualTo(forms.count());
      Dataset<Row> projected =
          recap
              .table(config.nomenclature("pcs").projections().toString())
              .select("cabbi", "pcs_code_0");
      assertThat(
              recap
                  .code("pcs", forms)
                  .join(projected, "cabbi")
                  .where("NOT pcs_code <=> pcs_code_0 OR (pcs_code IS NULL) = (pcs_error IS NULL)")
                  .collectAsList())
          .isEmpty();
      Row bakery = recap.code("naf", List.of("BOULANGERIE")).first();
      assertThat(bakery.<String>getAs("naf_code")).isEqualTo("1071C");
      assertThat(bakery.<String>getAs("naf_label"))
          .isEqualTo("Boulangerie et boulangerie-pâtisserie");
      assertThatThrownBy(() -> recap.code("naf", forms.select("cabbi")))
          .hasMessageContaining("rows need [actet_x]");

      assertThat(recap.explain("naf", "boulangerie", "<b>FOURNIL</b>").html())
          .contains("1071C", "&lt;b&gt;FOURNIL&lt;/b&gt;")
          .doesNotContain("<b>FOURNIL");
      CampaignCell evaluation = recap.evaluate();
      assertThat(evaluation.figures().codes().get("naf").overall().top1())
          .isEqualTo(demo.evaluation().codes().get("naf").overall().top1());
      assertThat(evaluation.summary().html()).contains("NAF coded automatically");
      assertThat(recap.thresholds("NAF", 0.5).html()).contains("<polyline", "coverage");
      assertThat(recap.neighbours("boulangerie").text()).startsWith("boulangerie: ");
    }
  }

  @Test
  void thresholdsAreShownWithoutChangingAnything() throws Exception {
    DecideThreshold.Result shown = new DecideThreshold(spark, config, "NAF", 0.5, false).execute();
    assertThat(shown.published()).isEmpty();
    assertThat(shown.chosen().precision().value()).isGreaterThanOrEqualTo(0.5);
    assertThat(TradeOffText.of(shown.curve(), shown.chosen())).contains("forms left", "chosen");
    assertThatThrownBy(() -> new DecideThreshold(spark, config, "NAF", 0.9999, false).execute())
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("No threshold surely reaches");
    RecapConfig elsewhere =
        ConfigLoader.load(
            List.of(folder.resolve("sandbox/sandbox.conf")),
            Map.of(
                "work-directory",
                "\"" + folder.resolve("work") + "\"",
                "tables.results",
                "coded_by_others"));
    assertThatThrownBy(() -> new DecideThreshold(spark, elsewhere, "NAF", 0.5, false).execute())
        .isInstanceOf(RefusedInputException.class)
        .hasMessageContaining("knows no run of 'recap code' that wrote coded_by_others");
  }

  @Test
  void serviceAnswersEveryForm_asTheJobHasCodedIt() throws Exception {
    try (PredictionService service = serve(Map.of())) {
      CodedAlike.Result compared = CodedAlike.compare(config, login(service), FORMS);
      assertThat(compared.forms()).isEqualTo(FORMS);
      assertThat(compared.answered())
          .allSatisfy((endpoint, answered) -> assertThat(answered).isGreaterThan(FORMS / 2));
      assertThat(compared.differences()).isEmpty();
    }
  }

  @Test
  void serviceRefusesHostileRequests_andNothingMoves() throws Exception {
    List<String> before = checksums();
    try (PredictionService service = serve(Map.of())) {
      ServiceClient client = login(service);
      Map<String, Integer> statuses = HostileRequests.send(client);
      assertThat(statuses).hasSizeGreaterThan(200);
      assertThat(statuses)
          .allSatisfy((what, status) -> assertThat(status).as(what).isBetween(400, 499));
      for (String body : HostileRequests.injectedForms()) {
        for (String endpoint : List.of("naf", "siret", "save_bi")) {
          ServiceClient.Answer answer = client.post("/" + endpoint, body);
          assertThat(answer.status()).as(body).isEqualTo(200);
          assertThat(answer.json().path(endpoint)).as(body).hasSize(1);
        }
      }
      assertThat(checksums()).isEqualTo(before);
      assertThat(number("SELECT count(*) FROM rp_2026")).isEqualTo(FORMS);
    }
  }

  @Test
  void formsThatClerksHaveValidatedBecomeHistory_eachOnce() throws Exception {
    Map<String, String> indexOfItsOwn =
        Map.of(
            "indices.validated", "rp_2026_saved",
            "indices.history", "[rp_2025_e, rp_2026_saved]");
    String keys = "SELECT min(cabbi) FROM rp.individus WHERE siretm IS NULL OR siretm = ''";
    String cabbi = text(keys);
    String siret = text("SELECT min(sirus_id || nic) FROM sirus_2026");
    try (PredictionService service = serve(indexOfItsOwn)) {
      ServiceClient client = login(service);
      String body = "{\"documents\": [{\"cabbi\": \"%s\"}, {\"cabbi\": \"nobody\"}]}";
      assertThat(saved(client, body.formatted(cabbi)))
          .containsExactly(
              "the form is not validated: its i_reprise_act is not V",
              "there is no such form in rp.individus");
      String before =
          text("SELECT i_reprise_act FROM rp.individus WHERE cabbi = '%s'".formatted(cabbi));
      execute(
          "UPDATE rp.individus SET i_reprise_act = 'V', siretm = '%s' WHERE cabbi = '%s'"
              .formatted(siret, cabbi));
      try {
        for (int times = 0; times < 2; times++) {
          assertThat(saved(client, body.formatted(cabbi)))
              .containsExactly("ok", "there is no such form in rp.individus");
        }
        try (ElasticClient elastic = ElasticClient.open(config.elasticsearch())) {
          assertThat(new IndexAdmin(elastic, config.elasticsearch()).count("rp_2026_saved"))
              .isEqualTo(1);
          JsonNode document =
              elastic.get("/rp_2026_saved/_search").path("hits").path("hits").path(0);
          assertThat(document.path("_id").asText()).isEqualTo(cabbi);
          assertThat(document.path("_source").path("siretm").asText()).isEqualTo(siret);
        }
      } finally {
        execute(
            "UPDATE rp.individus SET i_reprise_act = %s, siretm = NULL WHERE cabbi = '%s'"
                .formatted(before == null ? "NULL" : "'" + before + "'", cabbi));
      }
    }
  }

  @Test
  void newVersionIsTakenOver_whileRequestsAreAnswered() throws Exception {
    try (PredictionService service = serve(Map.of())) {
      ServiceClient client = login(service);
      String body = "{\"documents\": [{\"cabbi\": \"A\", \"actet_x\": \"BOULANGERIE\"}]}";
      ServiceClient.Answer old = client.getWithBody("/naf", body);
      AtomicBoolean ended = new AtomicBoolean();
      CompletableFuture<Set<Integer>> meanwhile =
          CompletableFuture.supplyAsync(
              () -> {
                Set<Integer> statuses = new TreeSet<>();
                do {
                  statuses.add(client.getWithBody("/naf", body).status());
                } while (!ended.get());
                return statuses;
              });
      assertThat(client.post("/admin/reload", "").json().path("changed").asBoolean()).isFalse();
      Publish.Result published =
          new Publish(config, "NAF", CampaignModels.verifiers(config)).execute();
      ServiceClient.Answer reloaded = client.post("/admin/reload", "");
      ended.set(true);
      assertThat(meanwhile.get()).containsExactly(200);
      assertThat(reloaded.json().path("changed").asBoolean()).isTrue();
      assertThat(reloaded.json().path("models").path("naf").asText())
          .isEqualTo(published.version());
      ServiceClient.Answer renewed = client.getWithBody("/naf", body);
      assertThat(renewed.json()).isEqualTo(old.json());
      assertThat(renewed.response().headers().firstValue("X-Recap-Models").orElseThrow())
          .startsWith(published.version());
    }
  }

  @Test
  void withoutElasticsearch_otherCodersGoOn_andEstablishmentsSayWhyNot() throws Exception {
    try (PredictionService service =
        serve(Map.of("elasticsearch.nodes", "[\"http://127.0.0.1:9\"]"))) {
      ServiceClient client = login(service);
      String body = "{\"documents\": [{\"cabbi\": \"A\", \"actet_x\": \"BOULANGERIE\"}]}";
      assertThat(client.get("/ready").json().path("siret").asText()).isEqualTo("not available");
      assertThat(client.post("/naf", body).json().at("/naf/0/status").asText()).isEqualTo("ok");
      JsonNode siret = client.post("/siret", body).json().at("/siret/0");
      assertThat(siret.path("status").asText()).isEqualTo("error");
      assertThat(siret.path("error").asText()).startsWith("a search failed: ");
      assertThat(client.post("/noncodable", body).json().at("/noncodable/0/error").asText())
          .startsWith("not decided: a search failed: ");
    }
  }

  @Test
  void stoppedService_endsWhatIsUnderWay() throws Exception {
    PredictionService service = serve(Map.of());
    ServiceClient client = login(service);
    String forms = "{\"cabbi\": \"A\", \"rs_x\": \"MAIRIE\", \"clt_x\": \"METZ\"},".repeat(99);
    CompletableFuture<ServiceClient.Answer> underWay =
        CompletableFuture.supplyAsync(
            () -> client.post("/siret", "{\"documents\": [" + forms + "{\"cabbi\": \"B\"}]}"));
    while (!underWay.isDone()
        && client.get("/metrics").response().body().contains("recap_working{lane=\"search\"} 0")) {
      Thread.onSpinWait();
    }
    service.close();
    assertThat(underWay.get().status()).isEqualTo(200);
    assertThat(underWay.get().json().path("siret")).hasSize(100);
    assertThatThrownBy(() -> client.get("/health")).hasCauseInstanceOf(ConnectException.class);
  }

  private static PredictionService serve(Map<String, String> changes) throws Exception {
    Path users = folder.resolve("users");
    Files.writeString(users, "# who may ask\nanna:" + PASSWORD_HASH + "\n");
    Map<String, String> settings = new HashMap<>(changes);
    settings.put("work-directory", "\"" + folder.resolve("work") + "\"");
    settings.put("service.port", "0");
    settings.put("service.users-file", "\"" + users + "\"");
    settings.put("service.admins", "[anna]");
    return PredictionService.start(
        ConfigLoader.load(List.of(folder.resolve("sandbox/sandbox.conf")), settings),
        new Secret("only for tests, 32 characters or more"));
  }

  private static ServiceClient login(PredictionService service) {
    ServiceClient client = new ServiceClient(service.address());
    assertThat(client.login("anna", "a wrong password").status()).isEqualTo(401);
    assertThat(client.login("anna", PASSWORD).status()).isEqualTo(200);
    assertThat(client.get("/users/me").json().path("login").asText()).isEqualTo("anna");
    return client;
  }

  private static List<String> saved(ServiceClient client, String body) {
    List<String> said = new ArrayList<>();
    for (JsonNode answer : client.getWithBody("/save_bi", body).json().path("save_bi")) {
      said.add(answer.path("error").asText(answer.path("status").asText()));
    }
    return said;
  }

  private static String text(String sql) throws Exception {
    try (Connection connection = new Postgres(config.postgres()).connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private static List<String> checksums() {
    return List.of(
        TableChecksum.of(config.postgres(), config.tables().results()),
        TableChecksum.of(config.postgres(), config.tables().output()),
        TableChecksum.of(config.postgres(), config.tables().biTopk()));
  }

  private static long number(String sql) throws Exception {
    try (Connection connection = new Postgres(config.postgres()).connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void execute(String sql) throws Exception {
    try (Connection connection = new Postgres(config.postgres()).connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
