package fr.recap.postgres;

import fr.recap.config.PostgresSettings;
import fr.recap.config.RefusedInputException;
import fr.recap.config.TableName;
import fr.recap.tables.Column;
import fr.recap.tables.UsersTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Looks what columns users' tables have. */
public final class UsersTables {
  private static final String COLUMNS =
      """
      SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute
      WHERE attrelid = to_regclass(?) AND attnum > 0 AND NOT attisdropped %s ORDER BY attnum
      """;

  private static final String NULLABLE = "AND NOT attnotnull AND NOT atthasdef";

  private UsersTables() {}

  /**
   * A table as it is now.
   *
   * @throws RefusedInputException if there is none
   */
  public static UsersTable of(PostgresSettings settings, TableName table) {
    Postgres postgres = new Postgres(settings);
    List<Column> columns = postgres.inTransaction(connection -> columns(connection, table, ""));
    if (columns.isEmpty()) {
      throw new RefusedInputException(
          "There is no table %s in %s: import it first, or correct its name in the settings under tables"
              .formatted(table, postgres.address()));
    }
    return new UsersTable(columns);
  }

  /**
   * The columns of a table that are null in rows which say nothing of them: without those that have
   * a default, are computed or may not be null. None if there is no such table.
   */
  static List<Column> nullable(Connection connection, TableName table) throws SQLException {
    return columns(connection, table, NULLABLE);
  }

  private static List<Column> columns(Connection connection, TableName table, String condition)
      throws SQLException {
    List<Column> columns = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(COLUMNS.formatted(condition))) {
      query.setString(1, table.sql());
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          columns.add(Column.ofUsers(rows.getString(1), rows.getString(2), false));
        }
      }
    }
    return columns;
  }
}
