package fr.recap.postgres;

import fr.recap.config.ConfigException;
import fr.recap.config.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The table {@code <target>_rejects}: the rejects of the target's latest run. */
public final class RejectsTable {
  private static final String SUFFIX = "_rejects";
  private static final int LONGEST_NAME = 63;

  private RejectsTable() {}

  /**
   * Its name.
   *
   * @throws ConfigException if the target's name leaves no room for it
   */
  public static TableName of(TableName target) {
    int most = LONGEST_NAME - SUFFIX.length();
    if (target.table().length() > most) {
      throw new ConfigException(
          "The name %s has %d characters, at most %d leave room for that of its rejects, %s%s: give a shorter one"
              .formatted(target.table(), target.table().length(), most, target.table(), SUFFIX));
    }
    return target.withSuffix(SUFFIX);
  }

  static void create(Connection connection, TableName rejects) throws SQLException {
    Postgres.execute(
        connection,
        "CREATE TABLE IF NOT EXISTS %s (key text, reason text, run_id text)"
            .formatted(rejects.sql()));
  }

  /** Drops the rejects of earlier runs, if there is such a table. */
  static void keepOnly(Connection connection, TableName rejects, String runId) throws SQLException {
    if (Postgres.exists(connection, rejects)) {
      try (PreparedStatement delete =
          connection.prepareStatement(
              "DELETE FROM %s WHERE run_id IS DISTINCT FROM ?".formatted(rejects.sql()))) {
        delete.setString(1, runId);
        delete.executeUpdate();
      }
    }
  }
}
