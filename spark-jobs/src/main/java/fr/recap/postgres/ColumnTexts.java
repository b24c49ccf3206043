package fr.recap.postgres;

import fr.recap.config.TableName;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Values of any type as texts, which the server writes. */
final class ColumnTexts {
  /** Texts must not depend on the role or the machine. */
  static final String SESSION =
      "SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO'; SET LOCAL bytea_output = 'hex'";

  private static final String TIME = "timestamp with time zone";

  /** Types that can be ordered and cast to a text and back. */
  private static final Set<String> ORDERED =
      Set.of(
          "text",
          "character varying",
          "smallint",
          "integer",
          "bigint",
          "numeric",
          "uuid",
          "date",
          "timestamp without time zone",
          TIME);

  private ColumnTexts() {}

  /**
   * A column as a text, as SQL.
   *
   * @param type without a length
   */
  static String of(String column, String type) {
    String quoted = TableName.quote(column);
    return TIME.equals(type)
        ? "CASE WHEN isfinite(%1$s) AND %1$s >= '0001-01-01 00:00:00Z' THEN replace((%1$s AT TIME ZONE 'UTC')::text, ' ', 'T') || 'Z' ELSE %1$s::text END"
            .formatted(quoted)
        : quoted + "::text";
  }

  /** The first column that can cut a view. */
  static Optional<String> ordered(Map<String, String> types) {
    return types.entrySet().stream()
        .filter(column -> ORDERED.contains(column.getValue()))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
