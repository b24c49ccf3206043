package fr.recap.elastic;

import java.util.List;

/**
 * An input beside the results of its searches.
 *
 * @param results one a search, in their order
 */
public record Answered<T>(T input, List<SearchResult> results) {
  public Answered {
    results = List.copyOf(results);
  }
}
