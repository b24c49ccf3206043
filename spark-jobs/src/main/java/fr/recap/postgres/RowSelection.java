package fr.recap.postgres;

import fr.recap.config.ConfigException;
import fr.recap.config.Selection;
import fr.recap.config.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import java.util.stream.Collectors;

/** A {@link Selection} as the server reads it. */
final class RowSelection {
  private RowSelection() {}

  /**
   * The clause that selects rows of a table; empty for all.
   *
   * @param connection in a transaction, which goes on if the condition is refused
   * @param key of the table, by which rows are drawn
   * @throws ConfigException if the server refuses the condition
   */
  static String clause(
      Connection connection, TableName table, List<String> key, Selection selection) {
    String where = selection.where().map(" WHERE (%s)"::formatted).orElse("");
    if (selection.limit().isPresent()) {
      List<String> columns = key.stream().map(TableName::quote).toList();
      where =
          " WHERE (%1$s) IN (SELECT %1$s FROM %2$s%3$s ORDER BY md5(%4$s), %1$s LIMIT %5$d)"
              .formatted(
                  String.join(", ", columns),
                  table.sql(),
                  where,
                  columns.stream()
                      .map(c -> c + "::text")
                      .collect(Collectors.joining(" || ' ' || ")),
                  selection.limit().getAsInt());
    }
    if (!where.isEmpty()) {
      check(connection, table, where, selection);
    }
    return where;
  }

  private static void check(
      Connection connection, TableName table, String where, Selection selection) {
    try {
      Savepoint before = connection.setSavepoint();
      try (PreparedStatement nothing =
          connection.prepareStatement("SELECT FROM %s%s LIMIT 0".formatted(table.sql(), where))) {
        nothing.execute();
        connection.releaseSavepoint(before);
      } catch (SQLException e) {
        connection.rollback(before);
        throw new ConfigException(
            "selection.where (--where) is no condition on columns of %s: %s: %s"
                .formatted(table, ServerErrors.message(e), selection.where().orElse("")),
            ServerErrors.safe(e));
      }
    } catch (SQLException e) {
      throw new DatabaseException("The table %s can't be read".formatted(table), e);
    }
  }
}
