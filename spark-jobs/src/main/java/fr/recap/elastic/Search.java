package fr.recap.elastic;

import java.util.Objects;

/**
 * One search.
 *
 * @param index an alias or index, or several separated by commas
 * @param body the search as JSON: query, size, _source ...
 * @param optional whether an index that is not there has nothing to find, instead of failing
 */
public record Search(String index, String body, boolean optional) {
  public Search {
    Objects.requireNonNull(index, "index");
    Objects.requireNonNull(body, "body");
  }

  /** A search of indices that must be there. */
  public Search(String index, String body) {
    this(index, body, false);
  }
}
