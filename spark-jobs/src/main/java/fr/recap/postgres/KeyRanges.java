package fr.recap.postgres;

import fr.recap.config.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Predicates that cut what has no pages, such as a view, into ranges of a key. */
final class KeyRanges {
  /** What a query that is cut has to call the key. */
  static final String COLUMN = "range_key";

  private KeyRanges() {}

  /**
   * Predicates that together match every row once, also those without a key.
   *
   * @param key a column of a type that can be ordered
   * @param partitions ranges wanted, at least 1; there are fewer if fewer keys differ
   */
  static String[] of(Connection connection, TableName view, String key, int partitions)
      throws SQLException {
    List<String> bounds = partitions == 1 ? List.of() : bounds(connection, view, key, partitions);
    String[] predicates = new String[bounds.size() + 1];
    for (int i = 0; i < predicates.length; i++) {
      List<String> ends = new ArrayList<>();
      if (i > 0) {
        ends.add("%s >= %s".formatted(COLUMN, bounds.get(i - 1)));
      }
      if (i < bounds.size()) {
        ends.add("%s < %s".formatted(COLUMN, bounds.get(i)));
      }
      String range = ends.isEmpty() ? "true" : String.join(" AND ", ends);
      predicates[i] =
          i == 0 && !ends.isEmpty() ? "(%s OR %s IS NULL)".formatted(range, COLUMN) : range;
    }
    return predicates;
  }

  /** Quoted literals in increasing order: the keys at the ends of equal parts. */
  private static List<String> bounds(
      Connection connection, TableName view, String key, int partitions) throws SQLException {
    Double[] shares = new Double[partitions - 1];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = (i + 1.0) / partitions;
    }
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT quote_literal(bound::text) FROM (SELECT DISTINCT unnest(percentile_disc(?) WITHIN GROUP (ORDER BY %s)) AS bound FROM %s) b WHERE bound IS NOT NULL ORDER BY bound"
                .formatted(TableName.quote(key), view.sql()))) {
      query.setArray(1, connection.createArrayOf("float8", shares));
      List<String> bounds = new ArrayList<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          bounds.add(row.getString(1));
        }
      }
      return bounds;
    }
  }
}
