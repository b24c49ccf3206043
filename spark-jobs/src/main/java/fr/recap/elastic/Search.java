package fr.recap.elastic;

import java.util.Objects;

/**
 * One search.
 *
 * @param index an alias or index, or several separated by commas
 * @param body the search as JSON: query, size, _source ...
 */
public record Search(String index, String body) {
  public Search {
    Objects.requireNonNull(index, "index");
    Objects.requireNonNull(body, "body");
  }
}
