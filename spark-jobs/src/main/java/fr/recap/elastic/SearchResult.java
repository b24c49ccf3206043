package fr.recap.elastic;

import java.util.List;
import java.util.Optional;

/**
 * What one search found.
 *
 * @param hits best first; empty if there is an error
 * @param error why the server could not answer this search
 */
public record SearchResult(List<Hit> hits, Optional<String> error) {
  public SearchResult {
    hits = List.copyOf(hits);
  }

  static SearchResult failed(String reason) {
    return new SearchResult(List.of(), Optional.of(reason));
  }
}
