package fr.recap.postgres;

import static java.util.stream.Collectors.joining;

import fr.recap.config.PostgresSettings;
import fr.recap.config.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * Tells whether a table holds the rows that something was made from, in one scan on the server: the
 * number of rows and the sum of the hashes of what was read of them, whatever their order. It is no
 * proof against somebody who wants two tables to look alike; {@link TableChecksum} is, and takes a
 * sort.
 */
public final class TableFingerprint {
  private TableFingerprint() {}

  /**
   * The fingerprint of a table as it is now.
   *
   * @param columns that count, in an order that stays; those that the table lacks are null
   * @return such as {@code 15000-8123...}; {@code none} if there is no such table
   */
  public static String of(PostgresSettings settings, TableName table, List<String> columns) {
    return new Postgres(settings).inTransaction(connection -> of(connection, table, columns));
  }

  /** The same within a transaction. */
  static String of(Connection connection, TableName table, List<String> columns)
      throws SQLException {
    if (!Postgres.exists(connection, table)) {
      return "none";
    }
    // Texts of values must not depend on settings of the session or the role.
    Postgres.execute(connection, "SET LOCAL extra_float_digits = 1");
    Postgres.execute(connection, "SET LOCAL TimeZone = 'UTC'");
    Postgres.execute(connection, "SET LOCAL DateStyle = 'ISO'");
    Postgres.execute(connection, "SET LOCAL statement_timeout = 0");
    Set<String> present = PostgresSnapshot.types(connection, table).keySet();
    String read =
        columns.stream()
            .map(name -> present.contains(name) ? "t." + TableName.quote(name) : "NULL")
            .collect(joining(", "));
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT count(*) || '-' || coalesce(sum(hashtextextended(row(%s)::text, 0)), 0) FROM %s AS t"
                .formatted(read, table.sql()))) {
      return Postgres.one(query, ResultSet::getString);
    }
  }
}
