package fr.recap.elastic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.recap.config.ElasticsearchSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One {@code _msearch} request and what may have to be repeated of it. */
final class SearchRequests {
  /** Status of a search that is wrong. */
  private static final int REFUSED = 400;

  private static final Map<String, String> PARAMETERS =
      Map.of(
          "filter_path",
          String.join(
              ",",
              "responses.status",
              "responses.error",
              "responses.timed_out",
              "responses._shards.failed",
              "responses._shards.failures.reason",
              "responses.aggregations",
              "responses.hits.hits._id",
              "responses.hits.hits._score",
              "responses.hits.hits._source",
              "responses.hits.hits.matched_queries"));

  private final ElasticClient client;
  private final ElasticsearchSettings.Search settings;
  private final Optional<String> limit;

  /**
   * @param tellsLimit whether the server is told when nobody waits for its answer any more
   */
  SearchRequests(ElasticClient client, ElasticsearchSettings.Search settings, boolean tellsLimit) {
    this.client = client;
    this.settings = settings;
    this.limit = tellsLimit ? Optional.of(settings.timeout().toMillis() + "ms") : Optional.empty();
  }

  /**
   * Sends the searches as one request; those that meet a full queue are sent again. A search that
   * can't be parsed makes the server refuse the whole request: then each goes on its own.
   */
  List<SearchResult> send(List<Search> searches) {
    try {
      return sendTogether(searches);
    } catch (ElasticException e) {
      if (e.status() != REFUSED) {
        throw e;
      }
      return searches.size() == 1
          ? List.of(SearchResult.refused(e.getMessage()))
          : searches.stream().flatMap(search -> send(List.of(search)).stream()).toList();
    }
  }

  private List<SearchResult> sendTogether(List<Search> searches) {
    SearchResult[] results = new SearchResult[searches.size()];
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < searches.size(); i++) {
      open.add(i);
    }
    for (int attempt = 1; ; attempt++) {
      JsonNode responses = request(searches, open);
      List<Integer> again = new ArrayList<>();
      for (int i = 0; i < open.size(); i++) {
        JsonNode response = responses.path(i);
        int search = open.get(i);
        results[search] = read(response);
        if (isOverload(response.path("status").asInt())) {
          again.add(search);
        }
      }
      if (again.isEmpty() || attempt > settings.retries()) {
        return Arrays.asList(results);
      }
      open = again;
      ElasticClient.pause(attempt);
    }
  }

  private JsonNode request(List<Search> searches, List<Integer> open) {
    StringBuilder lines = new StringBuilder();
    for (int i : open) {
      Search search = searches.get(i);
      lines.append(header(search)).append('\n');
      lines.append(body(search)).append('\n');
    }
    JsonNode responses =
        client
            .lines(
                "/_msearch",
                PARAMETERS,
                lines.toString().getBytes(StandardCharsets.UTF_8),
                settings.timeout(),
                settings.retries())
            .path("responses");
    if (responses.size() != open.size()) {
      throw new ElasticException(
          "_msearch answered %d of %d searches".formatted(responses.size(), open.size()));
    }
    return responses;
  }

  private String body(Search search) {
    // Line ends within JSON are layout only: within texts they are escaped.
    String line = search.body().replace('\n', ' ').replace('\r', ' ').strip();
    if (limit.isEmpty()) {
      return line;
    }
    try {
      return ElasticClient.JSON.readTree(line) instanceof ObjectNode body
          ? body.put("timeout", limit.get()).toString()
          : line;
    } catch (JsonProcessingException e) {
      return line; // the server tells what is wrong with it
    }
  }

  private static String header(Search search) {
    return ElasticClient.JSON.createObjectNode().put("index", search.index()).toString();
  }

  private static boolean isOverload(int status) {
    return status == 429 || status == 503;
  }

  private static SearchResult read(JsonNode response) {
    if (response.has("error")) {
      String reason = Reasons.of(response.path("error"));
      return response.path("status").asInt() == REFUSED
          ? SearchResult.refused(reason)
          : SearchResult.failed(reason);
    }
    if (response.path("timed_out").asBoolean()) {
      return SearchResult.failed("the search ran into its timeout");
    }
    JsonNode shards = response.path("_shards");
    if (shards.path("failed").asInt() > 0) {
      return SearchResult.failed(Reasons.of(shards.path("failures").path(0).path("reason")));
    }
    List<Hit> hits = new ArrayList<>();
    for (JsonNode hit : response.path("hits").path("hits")) {
      hits.add(
          new Hit(
              hit.path("_id").asText(),
              hit.path("_score").asDouble(Double.NaN),
              hit.path("_source"),
              texts(hit.path("matched_queries"))));
    }
    return new SearchResult(hits, response.path("aggregations"), Optional.empty(), false);
  }

  private static List<String> texts(JsonNode array) {
    if (array.isEmpty()) {
      return List.of();
    }
    List<String> texts = new ArrayList<>(array.size());
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
