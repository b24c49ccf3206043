package fr.recap.postgres;

import fr.recap.config.PostgresSettings;
import fr.recap.config.TableName;
import java.sql.PreparedStatement;
import java.sql.ResultSet;

/**
 * Tells whether a table holds the rows that something was made from, in one scan on the server: the
 * number of rows and the sum of their hashes, whatever their order. It is no proof against somebody
 * who wants two tables to look alike; {@link TableChecksum} is, and takes a sort.
 */
public final class TableFingerprint {
  private TableFingerprint() {}

  /**
   * The fingerprint of a table as it is now.
   *
   * @return such as {@code 15000-8123...}; {@code none} if there is no such table
   */
  public static String of(PostgresSettings settings, TableName table) {
    return new Postgres(settings)
        .inTransaction(
            connection -> {
              if (!Postgres.exists(connection, table)) {
                return "none";
              }
              // Texts of values must not depend on settings of the session or the role.
              Postgres.execute(connection, "SET LOCAL extra_float_digits = 1");
              Postgres.execute(connection, "SET LOCAL TimeZone = 'UTC'");
              Postgres.execute(connection, "SET LOCAL DateStyle = 'ISO'");
              Postgres.execute(connection, "SET LOCAL statement_timeout = 0");
              try (PreparedStatement query =
                  connection.prepareStatement(
                      "SELECT count(*) || '-' || coalesce(sum(hashtextextended(t::text, 0)), 0) FROM %s AS t"
                          .formatted(table.sql()))) {
                return Postgres.one(query, ResultSet::getString);
              }
            });
  }
}
