package fr.recap.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import fr.recap.config.ConfigException;
import fr.recap.config.ConfigLoader;
import fr.recap.config.ElasticsearchSettings;
import fr.recap.config.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Faults that the real server can't be brought to show on demand: full queues and refused
 * credentials (the sandbox has no security). A small server speaks the documented answers.
 */
class FaultsTest {
  private record Answer(int status, String body) {}

  private final Queue<Answer> answers = new ArrayDeque<>();
  private final Queue<String> bodies = new ConcurrentLinkedQueue<>();
  private final Queue<String> authorizations = new ConcurrentLinkedQueue<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void onlyTheSearchThatMetAFullQueueIsSentAgain() {
    willAnswer(200, "{\"responses\":[" + found("A") + "," + FULL + "]}");
    willAnswer(200, "{\"responses\":[" + FULL + "]}");
    willAnswer(200, "{\"responses\":[" + found("B") + "]}");

    try (MultiSearch search = MultiSearch.open(settings(3))) {
      List<SearchResult> results = search.search("i", List.of("{\"size\":1}", "{\"size\":2}"));

      assertThat(results).extracting(r -> r.hits().get(0).id()).containsExactly("A", "B");
    }
    String first = "{\"index\":\"i\"}\n{\"size\":1}\n";
    String second = "{\"index\":\"i\"}\n{\"size\":2}\n";
    assertThat(bodies).containsExactly(first + second, second, second);
  }

  @Test
  void whoWaitsNoLongerThanTheLimitTellsTheServer() {
    willAnswer(200, "{\"responses\":[" + found("A") + "," + found("B") + "]}");

    try (MultiSearch search = MultiSearch.withinLimit(settings(0))) {
      search.search("i", List.of("{\n\"size\":1}", "{}"));
    }
    String limit = "\"timeout\":\"%dms\"}\n".formatted(settings(0).search().timeout().toMillis());
    assertThat(bodies)
        .containsExactly(
            "{\"index\":\"i\"}\n{\"size\":1," + limit + "{\"index\":\"i\"}\n{" + limit);
  }

  @Test
  void aQueueThatStaysFullIsTheErrorOfTheSearch() {
    willAnswer(200, "{\"responses\":[" + FULL + "]}");
    willAnswer(200, "{\"responses\":[" + FULL + "]}");

    try (MultiSearch search = MultiSearch.open(settings(1))) {
      assertThat(search.search("i", List.of("{}")).get(0).error())
          .hasValue("es_rejected_execution_exception: rejected execution");
    }
  }

  @Test
  void aRequestThatTheWholeServerTurnsAwayIsRepeated() {
    willAnswer(429, "{\"error\":" + REJECTED + ",\"status\":429}");
    willAnswer(503, "no JSON at all");
    willAnswer(200, "{\"version\":{\"number\":\"9.1.0\"}}");

    try (ElasticClient client = ElasticClient.open(settings(3))) {
      assertThat(client.serverVersion()).isEqualTo("9.1.0");
    }
    assertThat(bodies).hasSize(3);
  }

  @Test
  void userAndPasswordGoAsBasicAuthentication() {
    assertThat(authorization(Optional.of("clerk"), Optional.of("pässword"), Optional.empty()))
        .isEqualTo("Basic Y2xlcms6cMOkc3N3b3Jk");
  }

  @Test
  void anApiKeyGoesEncodedAsTheServerPrintedIt() {
    assertThat(authorization(Optional.empty(), Optional.empty(), Optional.of("aWQ6a2V5")))
        .isEqualTo("ApiKey aWQ6a2V5");
    assertThat(authorization(Optional.empty(), Optional.empty(), Optional.of("id:key")))
        .isEqualTo("ApiKey aWQ6a2V5");
  }

  @Test
  void refusedCredentialsAreTheUsersToCorrectAndAreNotShown() {
    willAnswer(401, "{\"error\":{\"type\":\"security_exception\"},\"status\":401}");

    try (ElasticClient client =
        ElasticClient.open(
            settings(3, Optional.of("clerk"), Optional.of("hush"), Optional.empty()))) {
      assertThatThrownBy(client::serverVersion)
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("elasticsearch.password")
          .hasMessageNotContaining("hush");
    }
    assertThat(bodies).as("no second try").hasSize(1);
  }

  @Test
  void aUserWithoutPasswordIsRefusedBeforeAnyRequest() {
    ElasticsearchSettings settings =
        settings(1, Optional.of("clerk"), Optional.empty(), Optional.empty());
    assertThatThrownBy(() -> ElasticClient.open(settings))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("RECAP_ELASTICSEARCH_PASSWORD");
  }

  @Test
  void aServerThatDoesNotAnswerIsNamedWithTheSetting() {
    ElasticsearchSettings settings = settings(0);
    server.stop(0);
    try (ElasticClient client = ElasticClient.open(settings)) {
      assertThatThrownBy(client::serverVersion)
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining(settings.nodes().get(0))
          .hasMessageContaining("elasticsearch.nodes");
    }
  }

  @Test
  void anAddressThatIsNoUrlOrHoldsAPasswordIsRefused() {
    for (String node : List.of("127.0.0.1:9200", "ftp://host", "http://clerk:hush@host:9200")) {
      ElasticsearchSettings settings =
          ConfigLoader.load(List.of(), Map.of("elasticsearch.nodes", "[\"" + node + "\"]"))
              .elasticsearch();
      assertThatThrownBy(() -> ElasticClient.open(settings))
          .as(node)
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("elasticsearch.nodes")
          .hasMessageNotContaining("hush");
    }
  }

  private static final String REJECTED =
      "{\"type\":\"es_rejected_execution_exception\",\"reason\":\"rejected execution\"}";
  private static final String FULL = "{\"error\":" + REJECTED + ",\"status\":429}";

  private static String found(String id) {
    return "{\"status\":200,\"hits\":{\"hits\":[{\"_id\":\"%s\",\"_score\":1.5}]}}".formatted(id);
  }

  private String authorization(
      Optional<String> user, Optional<String> password, Optional<String> apiKey) {
    authorizations.clear();
    willAnswer(200, "{}");
    try (ElasticClient client = ElasticClient.open(settings(1, user, password, apiKey))) {
      client.get("/");
    }
    return authorizations.peek();
  }

  private ElasticsearchSettings settings(int retries) {
    return settings(retries, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private ElasticsearchSettings settings(
      int retries, Optional<String> user, Optional<String> password, Optional<String> apiKey) {
    ElasticsearchSettings defaults = ConfigLoader.defaults().elasticsearch();
    return new ElasticsearchSettings(
        List.of("http://127.0.0.1:" + server.getAddress().getPort()),
        user,
        password.map(Secret::new),
        apiKey.map(Secret::new),
        Optional.empty(),
        1,
        0,
        Optional.empty(),
        defaults.bulk(),
        new ElasticsearchSettings.Search(50, 2, defaults.search().timeout(), retries));
  }

  private void willAnswer(int status, String body) {
    answers.add(new Answer(status, body));
  }

  private synchronized void answer(HttpExchange exchange) {
    try (exchange) {
      Answer answer = answers.remove();
      bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      List<String> headers = exchange.getRequestHeaders().get("Authorization");
      if (headers != null) {
        authorizations.addAll(headers);
      }
      byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().put("Content-Type", Arrays.asList("application/json"));
      exchange.sendResponseHeaders(answer.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
