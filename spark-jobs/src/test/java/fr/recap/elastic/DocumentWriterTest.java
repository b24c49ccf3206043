package fr.recap.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import fr.recap.config.ConfigLoader;
import fr.recap.config.ElasticsearchSettings;
import fr.recap.config.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The connector before a small server that speaks the documented answers: full queues, requests
 * that fail as a whole, and credentials, which the sandbox's server can't be brought to show.
 */
class DocumentWriterTest {
  private static final String REJECTED =
      "{\"type\":\"es_rejected_execution_exception\",\"reason\":\"rejected execution\"}";
  private static final String DONE = item("\"status\":201");
  private static final String FULL = item("\"status\":429,\"error\":" + REJECTED);
  private static final String WRONG =
      item(
          "\"status\":400,\"error\":{\"type\":\"mapper_parsing_exception\",\"reason\":\"failed to parse field [location]\","
              + "\"caused_by\":{\"type\":\"illegal_argument_exception\",\"reason\":\"illegal latitude value [95.0]\"}}");

  private record Answer(int status, String body) {}

  private final Queue<Answer> answers = new ArrayDeque<>();
  private final Queue<String> bodies = new ConcurrentLinkedQueue<>();
  private final Set<String> authorizations = new TreeSet<>();
  private final Set<String> addresses = new TreeSet<>();
  private HttpServer server;
  private String version = "8.19.2";

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
  void onlyTheDocumentsThatMetAFullQueueAreSentAgainAndRefusedOnesAreKept() {
    willAnswer(200, items(DONE, FULL, WRONG));
    willAnswer(200, items(DONE));

    try (DocumentWriter writer = write(3, "A", "B", "C")) {
      assertThat(writer.indexed()).isEqualTo(2);
      assertThat(writer.refused())
          .containsExactly(
              new Rejected(
                  "C",
                  "mapper_parsing_exception: failed to parse field [location], caused by illegal_argument_exception: illegal latitude value [95.0]"));
    }
    assertThat(bodies).last().isEqualTo("{\"index\":{\"_id\":\"B\"}}\n{\"n\":\"B\"}\n");
    assertThat(addresses).containsExactly("/v.write/_bulk?pipeline=_none&require_alias=true");
  }

  @Test
  void aDocumentThatMeetsAFullQueueToTheEndIsARejectWithTheReason() {
    willAnswer(200, items(FULL));
    willAnswer(200, items(FULL));

    try (DocumentWriter writer = write(1, "A")) {
      assertThat(writer.refused())
          .containsExactly(
              new Rejected("A", "es_rejected_execution_exception: rejected execution"));
    }
    assertThat(bodies).hasSize(2);
  }

  @Test
  void aRequestThatFailsAsAWholeIsSentAgainAndItsRefusalsAreToldOnce() {
    willAnswer(200, items(WRONG, FULL));
    willAnswer(429, "{\"error\":" + REJECTED + ",\"status\":429}");
    willAnswer(503, "no JSON at all");
    willAnswer(200, items(DONE));

    try (DocumentWriter writer = write(3, "A", "B")) {
      assertThat(writer.indexed()).isEqualTo(1);
      assertThat(writer.refused()).extracting(Rejected::key).containsExactly("A");
    }
    assertThat(bodies).hasSize(4);
  }

  @Test
  void theConnectorsMessageTellsNoDocument() {
    willAnswer(429, "{\"error\":" + REJECTED + ",\"status\":429}");

    assertThatThrownBy(() -> write(0, "SECRET FORM"))
        .isInstanceOf(ElasticException.class)
        .hasMessageContaining("v (1 tries")
        .hasMessageContaining("rejected execution")
        .hasMessageNotContaining("SECRET")
        .hasNoCause();
  }

  @Test
  void whatWasPublishedMeanwhileIsNotWrittenTo() {
    willAnswer(
        200,
        items(
            item(
                "\"status\":404,\"error\":{\"type\":\"index_not_found_exception\",\"reason\":\"no such index [v.write]\"}")));

    assertThatThrownBy(() -> write(0, "A"))
        .isInstanceOf(ElasticException.class)
        .hasMessageContaining("v: the index was published or deleted meanwhile");
  }

  @Test
  void identifiersOfAnyLettersArriveAsTheyAre() {
    willAnswer(200, items(DONE));
    write(0, "D/1 \"\\é").close();
    assertThat(bodies.peek()).startsWith("{\"index\":{\"_id\":\"D/1 \\\"\\\\é\"}}\n");
  }

  @Test
  void credentialsGoWithEveryRequest() {
    willAnswer(200, items(DONE));
    write(settings(0, Optional.empty(), Optional.of("id:key")), "A").close();
    assertThat(authorizations).containsExactly("ApiKey aWQ6a2V5");

    authorizations.clear();
    willAnswer(200, items(DONE));
    write(settings(0, Optional.of("clerk"), Optional.of("pässword")), "A").close();
    assertThat(authorizations).containsExactly("Basic Y2xlcms6cMOkc3N3b3Jk");
  }

  @Test
  void aServerThatIsTooNewIsRefusedByItsVersion() {
    version = "9.1.0";
    try (ElasticClient client = ElasticClient.open(settings(0))) {
      assertThatThrownBy(() -> SupportedServers.check(client))
          .hasMessageContaining("version 9.1.0")
          .hasMessageContaining("use one of 8.x");
    }
    assertThatThrownBy(() -> write(0, "A")).hasMessageContaining("9.1.0");
  }

  private static String item(String content) {
    return "{\"index\":{" + content + "}}";
  }

  private static String items(String... items) {
    return "{\"errors\":true,\"items\":[" + String.join(",", items) + "]}";
  }

  private DocumentWriter write(int retries, String... ids) {
    return write(settings(retries), ids);
  }

  private static DocumentWriter write(ElasticsearchSettings settings, String... ids) {
    DocumentWriter writer = DocumentWriter.toVersion(settings, "v");
    for (String id : ids) {
      writer.add(id, ElasticClient.JSON.createObjectNode().put("n", id));
    }
    writer.flush();
    return writer;
  }

  private ElasticsearchSettings settings(int retries) {
    return settings(retries, Optional.empty(), Optional.empty());
  }

  /** A secret is the password if there is a user, else the key. */
  private ElasticsearchSettings settings(
      int retries, Optional<String> user, Optional<String> secret) {
    ElasticsearchSettings defaults = ConfigLoader.defaults().elasticsearch();
    return new ElasticsearchSettings(
        List.of("http://127.0.0.1:" + server.getAddress().getPort()),
        user,
        secret.filter(s -> user.isPresent()).map(Secret::new),
        secret.filter(s -> user.isEmpty()).map(Secret::new),
        Optional.empty(),
        1,
        0,
        Optional.empty(),
        new ElasticsearchSettings.Bulk(1000, 1 << 20, retries, Duration.ofMillis(1)),
        defaults.search());
  }

  private void willAnswer(int status, String body) {
    answers.add(new Answer(status, body));
  }

  private synchronized void answer(HttpExchange exchange) {
    try (exchange) {
      authorizations.addAll(
          exchange.getRequestHeaders().getOrDefault("Authorization", List.of("none")));
      Answer answer = new Answer(200, about());
      if (exchange.getRequestURI().getPath().endsWith("/_bulk")) {
        addresses.add(exchange.getRequestURI().toString());
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        answer = answers.remove();
      }
      byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.getResponseHeaders().set("X-elastic-product", "Elasticsearch");
      exchange.sendResponseHeaders(answer.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the connector asks before it writes. */
  private String about() {
    return """
        {"cluster_name":"c","cluster_uuid":"u","tagline":"You Know, for Search",
          "version":{"number":"%s","build_flavor":"default"}}"""
        .formatted(version);
  }
}
