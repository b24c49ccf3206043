package fr.recap.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Optional;

/**
 * What one search found.
 *
 * @param hits best first; empty if there is an error
 * @param aggregations by name; a missing node if the search asked for none
 * @param error why the server could not answer this search
 * @param refused whether that is since it takes the search for a wrong one, others being answered
 */
public record SearchResult(
    List<Hit> hits, JsonNode aggregations, Optional<String> error, boolean refused) {
  public SearchResult {
    hits = List.copyOf(hits);
  }

  static SearchResult failed(String reason) {
    return new SearchResult(List.of(), MissingNode.getInstance(), Optional.of(reason), false);
  }

  static SearchResult refused(String reason) {
    return new SearchResult(List.of(), MissingNode.getInstance(), Optional.of(reason), true);
  }
}
