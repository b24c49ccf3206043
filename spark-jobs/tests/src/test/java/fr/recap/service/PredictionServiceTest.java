package fr.recap.service;

import static fr.recap.demo.SmallCampaign.FORMS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import fr.recap.coders.Coders;
import fr.recap.config.RecapConfig;
import fr.recap.config.Secret;
import fr.recap.demo.SmallCampaign;
import fr.recap.elastic.ElasticClient;
import fr.recap.elastic.IndexAdmin;
import fr.recap.models.ModelManifest;
import fr.recap.models.ModelStore;
import fr.recap.models.Publish;
import fr.recap.models.TrainingFacts;
import fr.recap.nomenclature.NomenclatureCoder;
import fr.recap.pages.Accessibility;
import fr.recap.register.BuildRegister;
import fr.recap.runtime.TestSession;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The service on a coded campaign, over HTTP. */
class PredictionServiceTest {
  private static final String PASSWORD = "correct horse battery";
  private static final String PASSWORD_HASH = Passwords.hash(PASSWORD);

  private static SmallCampaign campaign;

  @BeforeAll
  static void codeACampaign() {
    campaign = SmallCampaign.get();
  }

  @Test
  void serviceAnswersEveryForm_asTheJobHasCodedIt() throws Exception {
    try (PredictionService service = serve(Map.of())) {
      CodedAlike.Result compared = CodedAlike.compare(campaign.config(), login(service), FORMS);
      assertThat(compared.forms()).isEqualTo(FORMS);
      assertThat(compared.answered())
          .allSatisfy((endpoint, answered) -> assertThat(answered).isGreaterThan(FORMS / 2));
      assertThat(compared.differences()).isEmpty();
      // What the client leaves out, the tables of the campaign know.
      CodedAlike.Result inPart =
          CodedAlike.compareInPart(
              campaign.config(), login(service), FORMS, List.of("cabbi", "rs_x", "clt_x"));
      assertThat(inPart.answered()).isEqualTo(compared.answered());
      assertThat(inPart.differences()).isEmpty();
    }
  }

  @Test
  void serviceRefusesHostileRequests_andNothingMoves() throws Exception {
    List<String> before = campaign.checksums();
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
      assertThat(campaign.checksums()).isEqualTo(before);
      assertThat(campaign.number("SELECT count(*) FROM rp_2026")).isEqualTo(FORMS);
    }
  }

  @Test
  void answerAfterWhichTheConnectionIsClosed_saysSo() throws Exception {
    try (PredictionService service = serve(Map.of())) {
      ServiceClient client = login(service);
      List<ServiceClient.Answer> answers =
          List.of(
              client.get("/" + "a".repeat(20_000)),
              client.send(client.request("/naf").header("X-Much", "A".repeat(20_000)).GET()),
              client.get("/docs/%00"));
      assertThat(answers).extracting(ServiceClient.Answer::status).containsExactly(414, 431, 400);
      assertThat(answers)
          .allSatisfy(
              answer ->
                  assertThat(answer.response().headers().firstValue("connection"))
                      .hasValue("close"));
      assertThat(client.get("/nowhere").response().headers().firstValue("connection")).isEmpty();
    }
  }

  @Test
  void formsThatClerksHaveValidatedBecomeHistory_eachOnceAndAtOnce() throws Exception {
    Map<String, String> indexOfItsOwn =
        Map.of(
            "indices.validated", "rp_2026_saved",
            "indices.history", "[rp_2025_e, rp_2026_saved]");
    String keys = "SELECT min(cabbi) FROM rp.individus WHERE siretm IS NULL OR siretm = ''";
    String cabbi = campaign.text(keys);
    String siret = campaign.text("SELECT min(sirus_id || nic) FROM sirus_2026");
    try (PredictionService service = serve(indexOfItsOwn)) {
      ServiceClient client = login(service);
      String body = "{\"documents\": [{\"cabbi\": \"%s\"}, {\"cabbi\": \"nobody\"}]}";
      assertThat(saved(client, body.formatted(cabbi)))
          .containsExactly(
              "the form is not validated: its i_reprise_act is not V",
              "there is no such form in rp.individus");
      String before =
          campaign.text(
              "SELECT i_reprise_act FROM rp.individus WHERE cabbi = '%s'".formatted(cabbi));
      String name =
          campaign.text("SELECT rs_x FROM rp.individus WHERE cabbi = '%s'".formatted(cabbi));
      campaign.execute(
          "UPDATE rp.individus SET i_reprise_act = 'V', siretm = '%s', rs_x = 'ZORGLUB KWIXO' WHERE cabbi = '%s'"
              .formatted(siret, cabbi));
      String colleague = "{\"documents\": [{\"cabbi\": \"A\", \"rs_x\": \"ZORGLUB KWIXO\"}]}";
      try {
        assertThat(client.post("/siret", colleague).json().toString()).doesNotContain(siret);
        for (int times = 0; times < 2; times++) {
          assertThat(saved(client, body.formatted(cabbi)))
              .containsExactly("ok", "there is no such form in rp.individus");
        }
        assertThat(client.post("/siret", colleague).json().toString()).contains(siret);
        try (PredictionService another = serve(indexOfItsOwn)) {
          ServiceClient other = login(another);
          assertThat(other.post("/admin/reload", "").status()).isEqualTo(200);
          assertThat(other.post("/siret", colleague).json().toString()).contains(siret);
        }
        try (ElasticClient elastic = ElasticClient.open(campaign.config().elasticsearch())) {
          assertThat(new IndexAdmin(elastic).count("rp_2026_saved")).isEqualTo(1);
          JsonNode document =
              elastic.get("/rp_2026_saved/_search").path("hits").path("hits").path(0);
          assertThat(document.path("_id").asText()).isEqualTo(cabbi);
          assertThat(document.path("_source").path("siretm").asText()).isEqualTo(siret);
        }
      } finally {
        campaign.execute(
            "UPDATE rp.individus SET i_reprise_act = %s, siretm = NULL, rs_x = %s WHERE cabbi = '%s'"
                .formatted(quoted(before), quoted(name), cabbi));
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
          new Publish(campaign.config(), "NAF", Coders.verifiers(campaign.config())).execute();
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
  void thePageKeepsNobodyOut_inBothLanguages() throws Exception {
    for (String language : List.of("en", "fr")) {
      try (PredictionService service = serve(Map.of("language", language))) {
        Accessibility.check(
            URI.create(service.address() + "/docs"),
            "(() => { const closed = document.querySelectorAll('.opblock-summary-control[aria-expanded=false]'); if (closed.length > 9) { closed[0].click(); } const attempt = document.querySelector('.try-out__btn:not(.cancel)'); if (attempt) { attempt.click(); } return document.querySelector('.opblock textarea') !== null; })()",
            campaign.folder());
      }
    }
  }

  @Test
  void registerThatIsIndexedAnew_isTakenOver() throws Exception {
    try (PredictionService service = serve(Map.of())) {
      ServiceClient client = login(service);
      String coded =
          " FROM rp_2026 JOIN rp_2026_codageauto_results r USING (cabbi) WHERE r.siret IS NOT NULL"
              + " AND rs_x <> '' AND clt_x <> '' ORDER BY cabbi LIMIT 1";
      String body =
          "{\"documents\": [{\"cabbi\": \"A\", \"rs_x\": \"%s\", \"clt_x\": \"%s\"}]}"
              .formatted(
                  campaign.text("SELECT rs_x" + coded), campaign.text("SELECT clt_x" + coded));
      ServiceClient.Answer old = client.post("/siret", body);
      new BuildRegister(TestSession.get(), campaign.config()).execute();

      assertThat(client.post("/admin/reload", "").status()).isEqualTo(200);

      assertThat(old.json().at("/siret/0/status").asText()).isEqualTo("ok");
      assertThat(client.post("/siret", body).json()).isEqualTo(old.json());
    }
  }

  @Test
  void withoutElasticsearch_allCodersGoOn() throws Exception {
    String forms =
        "{\"documents\": [{\"cabbi\": \"A\", \"rs_x\": \"MAIRIE\", \"actet_x\": \"BOULANGERIE\"}]}";
    List<JsonNode> with = new ArrayList<>();
    List<JsonNode> without = new ArrayList<>();
    for (List<JsonNode> answers : List.of(with, without)) {
      try (PredictionService service =
          serve(
              answers == with
                  ? Map.of()
                  : Map.of("elasticsearch.nodes", "[\"http://127.0.0.1:9\"]"))) {
        ServiceClient client = login(service);
        for (String path : List.of("/naf", "/siret", "/noncodable")) {
          answers.add(client.post(path, forms).json());
        }
      }
    }
    assertThat(with.get(1).at("/siret/0/status").asText()).isEqualTo("ok");
    assertThat(without).isEqualTo(with);
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
        && client.get("/metrics").response().body().contains("recap_working{queue=\"search\"} 0")) {
      Thread.onSpinWait();
    }
    service.close();
    assertThat(underWay.get().status()).isEqualTo(200);
    assertThat(underWay.get().json().path("siret")).hasSize(100);
    assertThatThrownBy(() -> client.get("/health")).hasCauseInstanceOf(ConnectException.class);
  }

  @Test
  void serviceThatStops_saysSoAndAnswersOnForAWhile() throws Exception {
    PredictionService service = serve(Map.of("service.drain-time", "2s"));
    ServiceClient client = login(service);
    CompletableFuture<Void> stopped = CompletableFuture.runAsync(service::stop);
    ServiceClient.Answer ready = client.get("/ready");
    while (ready.status() == 200) {
      ready = client.get("/ready");
    }
    ServiceClient.Answer coded =
        client.post("/naf", "{\"documents\": [{\"cabbi\": \"A\", \"actet_x\": \"BOULANGERIE\"}]}");

    assertThat(ready.status()).isEqualTo(503);
    assertThat(ready.json().path("status").asText()).isEqualTo("stopping");
    assertThat(client.get("/health").status()).isEqualTo(200);
    assertThat(coded.status()).isEqualTo(200);
    assertThat(coded.response().headers().firstValue("connection")).hasValue("close");
    assertThat(stopped).isNotDone();
    stopped.get(20, TimeUnit.SECONDS);
    assertThatThrownBy(() -> client.get("/ready")).hasCauseInstanceOf(ConnectException.class);
  }

  @Test
  void nomenclatureThatIsAddedToTheSettings_isServed_describedAndCounted() throws Exception {
    Map<String, String> third = Map.of("nomenclatures.naf2025.root", "NAF2_1");
    RecapConfig config = campaign.config(third);
    try (ModelStore store = ModelStore.open(config.store())) {
      // Trained and published as any other: here with the files of another one.
      ModelManifest other = store.resolve("NAF", Optional.empty());
      String training =
          store.saveTraining(
              "NAF2025",
              store.fetch("NAF", other.version(), config.workDirectory()),
              new TrainingFacts(1, "copied", Map.of()));
      store.publish(training, NomenclatureCoder.verifier(), config.workDirectory());
    }
    try (PredictionService service = serve(third)) {
      ServiceClient client = login(service);
      String body =
          "{\"documents\": [{\"cabbi\": \"A\", \"actet_x\": \"BOULANGERIE\"}, {\"cabbi\": \"B\"}]}";
      JsonNode expected = client.getWithBody("/naf", body).json().path("naf");
      JsonNode answered = client.getWithBody("/naf2025", body).json().path("naf2025");
      assertThat(answered).hasSize(2).isEqualTo(expected);
      assertThat(answered.at("/0/status").asText()).isEqualTo("ok");
      assertThat(client.get("/openapi.json").json().path("paths").has("/naf2025")).isTrue();
      assertThat(client.get("/ready").json().path("models").path("naf2025").asText())
          .startsWith("NAF2025_");
      assertThat(client.get("/metrics").response().body())
          .contains("recap_model_info{model=\"naf2025\",version=\"NAF2025_")
          .contains("recap_forms_total{path=\"/naf2025\",status=\"ok\"} 1.0")
          .contains("recap_forms_total{path=\"/naf2025\",status=\"error\"} 1.0")
          .contains("recap_requests_total{path=\"/naf2025\",status=\"200\"} 1.0")
          .contains("recap_request_seconds_bucket{path=\"/naf2025\",le=\"+Inf\"} 1");
    }
  }

  @Test
  void userWhoIsTakenOutIsOutAtOnce_alsoWithoutAWatch_andAWrongFileLetsNobodyIn() throws Exception {
    try (PredictionService service = serve(Map.of("service.watch", "0s"))) {
      ServiceClient client = login(service);
      Path users = campaign.folder().resolve("users");
      String right = Files.readString(users);
      String body = "{\"documents\": [{\"cabbi\": \"A\", \"actet_x\": \"BOULANGERIE\"}]}";
      assertThat(client.post("/naf", body).status()).isEqualTo(200);
      Files.writeString(users, right.replace("anna", "bert"));
      assertThat(client.post("/naf", body).status()).isEqualTo(401);
      assertThat(client.post("/admin/reload", "").status()).isEqualTo(401);
      assertThat(client.get("/ready").status()).isEqualTo(200);
      for (String wrong : List.of("", right + "bert:nothing\n", right + right)) {
        Files.writeString(users, wrong);
        assertThat(client.post("/naf", body).status()).as(wrong).isEqualTo(401);
        // More often than wrong passwords are allowed: none of these counts as one.
        for (int i = 0; i < 6; i++) {
          assertThat(client.login("anna", PASSWORD).status()).as(wrong).isEqualTo(503);
        }
        ServiceClient.Answer ready = client.get("/ready");
        assertThat(ready.status()).as(wrong).isEqualTo(503);
        assertThat(ready.json().path("users").asText()).startsWith("not known");
      }
      Files.writeString(users, right);
      assertThat(client.get("/ready").json().path("users").asText()).isEqualTo("ready");
      assertThat(client.post("/naf", body).status()).isEqualTo(200);
      assertThat(client.login("anna", PASSWORD).status()).isEqualTo(200);
    }
  }

  @Test
  void probesMayAskWithHead() throws Exception {
    try (PredictionService service = serve(Map.of())) {
      ServiceClient client = new ServiceClient(service.address());
      for (String path : List.of("/health", "/ready", "/metrics", "/docs")) {
        ServiceClient.Answer answer =
            client.send(client.request(path).method("HEAD", BodyPublishers.noBody()));
        assertThat(answer.status()).as(path).isEqualTo(200);
        assertThat(answer.response().body()).as(path).isEmpty();
      }
      assertThat(client.send(client.request("/health").POST(BodyPublishers.noBody())).status())
          .isEqualTo(405);
    }
  }

  @Test
  void clientIsToldFromOthersByWhatATrustedProxySays() throws Exception {
    try (PredictionService service = serve(Map.of("service.trusted-proxies", "[\"127.0.0.1\"]"))) {
      ServiceClient client = new ServiceClient(service.address());
      for (int i = 0; i < 5; i++) {
        assertThat(tokenStatus(client, "198.51.100.7", "wrong password")).isEqualTo(401);
      }
      assertThat(tokenStatus(client, "198.51.100.7", PASSWORD)).isEqualTo(429);
      assertThat(tokenStatus(client, "203.0.113.1, 198.51.100.7", PASSWORD)).isEqualTo(429);
      assertThat(tokenStatus(client, "198.51.100.8", PASSWORD)).isEqualTo(200);
    }
  }

  private static int tokenStatus(ServiceClient client, String forwarded, String password) {
    return client
        .send(
            client
                .request("/token")
                .header("X-Forwarded-For", forwarded)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofString(
                        "username=anna&password=" + password.replace(' ', '+'))))
        .status();
  }

  private static PredictionService serve(Map<String, String> changes) throws Exception {
    Path users = campaign.folder().resolve("users");
    Files.writeString(users, "# who may ask\nanna:" + PASSWORD_HASH + "\n");
    Map<String, String> settings = new HashMap<>(changes);
    settings.put("service.port", "0");
    settings.put("service.users-file", "\"" + users + "\"");
    settings.put("service.admins", "[anna]");
    return PredictionService.start(
        campaign.config(settings), new Secret("only for tests, 32 characters or more"));
  }

  private static ServiceClient login(PredictionService service) {
    ServiceClient client = new ServiceClient(service.address());
    assertThat(client.login("anna", "a wrong password").status()).isEqualTo(401);
    assertThat(client.login("anna", PASSWORD).status()).isEqualTo(200);
    assertThat(client.get("/users/me").json().path("login").asText()).isEqualTo("anna");
    return client;
  }

  private static String quoted(String text) {
    return text == null ? "NULL" : "'" + text.replace("'", "''") + "'";
  }

  private static List<String> saved(ServiceClient client, String body) {
    List<String> said = new ArrayList<>();
    for (JsonNode answer : client.getWithBody("/save_bi", body).json().path("save_bi")) {
      said.add(answer.path("error").asText(answer.path("status").asText()));
    }
    return said;
  }
}
