package fr.recap.indexing;

import fr.recap.config.RefusedInputException;
import fr.recap.postgres.Postgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Supplier;

/**
 * Keeps a second run from building the index of one alias; it ends with the process at the latest.
 */
final class BuildLock {
  private BuildLock() {}

  /**
   * Works while it holds the lock of an alias.
   *
   * @throws RefusedInputException if another run has it
   */
  static <T> T holding(Postgres postgres, String alias, Supplier<T> work) {
    try (Connection connection = postgres.connectToWrite()) {
      if (!take(connection, alias)) {
        throw new RefusedInputException(
            "Another run is building the index of %s: wait for its end".formatted(alias));
      }
      return work.get();
    } catch (SQLException e) {
      throw new IllegalStateException("The lock of the index " + alias + " can't be taken", e);
    }
  }

  private static boolean take(Connection connection, String alias) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT pg_try_advisory_lock(hashtext('recap index'), hashtext(?))")) {
      query.setString(1, alias);
      try (ResultSet row = query.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }
}
