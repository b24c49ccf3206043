package fr.recap.siret;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.recap.elastic.TestElastic;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A real Elasticsearch with small indices of the documents that a test types by hand. */
final class TestIndices {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private TestIndices() {}

  /**
   * Makes an index anew.
   *
   * @param definition name of its settings and mappings
   * @param documents by identifier
   */
  static void create(String index, String definition, Map<String, ObjectNode> documents) {
    String resource = "elasticsearch/" + definition + ".json";
    try (InputStream in = TestIndices.class.getClassLoader().getResourceAsStream(resource)) {
      send("DELETE", "/" + index, "");
      String settings = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      refuseFailure(send("PUT", "/" + index, settings));
      StringBuilder bulk = new StringBuilder();
      documents.forEach(
          (id, document) -> {
            ObjectNode action = JSON.createObjectNode();
            action.putObject("index").put("_id", id);
            bulk.append(action).append('\n').append(document).append('\n');
          });
      String answer = refuseFailure(send("POST", "/" + index + "/_bulk?refresh=true", bulk + ""));
      if (JSON.readTree(answer).path("errors").asBoolean()) {
        throw new IllegalStateException(answer);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpResponse<String> send(String method, String path, String body)
      throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(TestElastic.config().elasticsearch().nodes().get(0) + path))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static String refuseFailure(HttpResponse<String> response) {
    if (response.statusCode() >= 300) {
      throw new IllegalStateException(response.body());
    }
    return response.body();
  }
}
