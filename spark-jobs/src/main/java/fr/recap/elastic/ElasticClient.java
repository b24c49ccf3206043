package fr.recap.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import fr.recap.config.ConfigException;
import fr.recap.config.ElasticsearchSettings;
import fr.recap.runtime.Backoff;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.http.HttpEntity;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.entity.ContentType;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RequestOptions;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;

/**
 * A connection to Elasticsearch 7.10 or later (OpenSearch is not tried). Requests that meet 429,
 * 502, 503, 504 or a broken connection are repeated after growing pauses, so every request must be
 * one that may be repeated. Safe for use by several threads.
 *
 * <p>All methods throw {@link ConfigException} where the server can't be reached or refuses the
 * credentials, and {@link ElasticException} with the server's reason where it refuses the request.
 */
public final class ElasticClient implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();

  private static final Set<Integer> WORTH_ANOTHER_TRY = Set.of(429, 502, 503, 504);
  private static final ContentType NDJSON = ContentType.create("application/x-ndjson");
  private static final Duration ADMINISTRATION = Duration.ofMinutes(5);
  private static final Backoff PAUSES = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));

  private final ElasticsearchSettings settings;
  private final RestClient rest;

  private ElasticClient(ElasticsearchSettings settings) {
    this.settings = settings;
    this.rest = Connections.open(settings);
  }

  /** A client for these settings; it connects at the first request. */
  public static ElasticClient open(ElasticsearchSettings settings) {
    return new ElasticClient(settings);
  }

  /** The server's version, such as {@code 8.17.0}. */
  public String serverVersion() {
    return get("/").path("version").path("number").asText();
  }

  /** GET of a path. */
  public JsonNode get(String path) {
    return send(administration("GET", path), settings.search().retries());
  }

  /** GET of a path, empty where the server has no such thing (404). */
  public Optional<JsonNode> find(String path) {
    try {
      return Optional.of(get(path));
    } catch (ElasticException e) {
      if (e.status() == 404) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** POST of a JSON body. */
  public JsonNode post(String path, JsonNode body) {
    return send(withBody(administration("POST", path), body), settings.search().retries());
  }

  /** PUT of a JSON body. */
  public JsonNode put(String path, JsonNode body) {
    return send(withBody(administration("PUT", path), body), settings.search().retries());
  }

  /** DELETE of a path. */
  public JsonNode delete(String path) {
    return send(administration("DELETE", path), settings.search().retries());
  }

  /** POST of lines of JSON, as {@code _bulk} and {@code _msearch} take them. */
  JsonNode lines(
      String path, Map<String, String> parameters, byte[] body, Duration timeout, int retries) {
    Request request = new Request("POST", path);
    request.addParameters(parameters);
    request.setEntity(new ByteArrayEntity(body, NDJSON));
    request.setOptions(within(timeout));
    return send(request, retries);
  }

  @Override
  public void close() {
    try {
      rest.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Request administration(String method, String path) {
    Request request = new Request(method, path);
    request.setOptions(within(ADMINISTRATION));
    return request;
  }

  private static Request withBody(Request request, JsonNode body) {
    request.setEntity(
        new ByteArrayEntity(
            body.toString().getBytes(StandardCharsets.UTF_8), ContentType.APPLICATION_JSON));
    return request;
  }

  private static RequestOptions within(Duration timeout) {
    int millis = Math.toIntExact(timeout.toMillis());
    return RequestOptions.DEFAULT.toBuilder()
        .setRequestConfig(
            RequestConfig.custom()
                .setConnectTimeout(Math.min(Connections.CONNECT_MILLIS, millis))
                .setSocketTimeout(millis)
                .build())
        .build();
  }

  private JsonNode send(Request request, int retries) {
    for (int attempt = 1; ; attempt++) {
      try {
        return parse(rest.performRequest(request));
      } catch (ResponseException e) {
        int status = e.getResponse().getStatusLine().getStatusCode();
        if (!WORTH_ANOTHER_TRY.contains(status) || attempt > retries) {
          throw refused(request, e, status, attempt);
        }
      } catch (IOException e) {
        if (attempt > retries) {
          throw new ConfigException(
              "Elasticsearch at %s does not answer %s %s (%d tries, last: %s): check that it runs, elasticsearch.nodes, and for https elasticsearch.ca-certificate"
                  .formatted(
                      settings.nodes(), request.getMethod(), request.getEndpoint(), attempt, e),
              e);
        }
      }
      pause(attempt);
    }
  }

  /** Waits before the next try. */
  static void pause(int attempt) {
    try {
      PAUSES.pause(attempt, Duration.ZERO);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ElasticException(0, "interrupted", "Interrupted while waiting to try again", e);
    }
  }

  private static JsonNode parse(Response response) throws IOException {
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      return MissingNode.getInstance();
    }
    try (InputStream content = entity.getContent()) {
      return JSON.readTree(content);
    }
  }

  private RuntimeException refused(Request request, ResponseException e, int status, int attempt) {
    String what = request.getMethod() + ' ' + request.getEndpoint();
    if (status == 401 || status == 403) {
      return new ConfigException(
          "Elasticsearch at %s refuses %s (%d): check elasticsearch.user, the secrets elasticsearch.password or elasticsearch.api-key, and the rights that go with them"
              .formatted(settings.nodes(), what, status));
    }
    JsonNode error = error(e);
    String type = error.path("type").asText("");
    return new ElasticException(
        status,
        type,
        "Elasticsearch refused %s (%d, try %d): %s"
            .formatted(what, status, attempt, Reasons.of(error)),
        e);
  }

  private static JsonNode error(ResponseException e) {
    try {
      return parse(e.getResponse()).path("error");
    } catch (IOException unreadable) {
      return MissingNode.getInstance();
    }
  }
}
