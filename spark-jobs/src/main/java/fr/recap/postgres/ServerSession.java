package fr.recap.postgres;

import fr.recap.config.ConfigException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/**
 * Whether a connection is one session of the server for as long as it lives. Behind a pooler that
 * hands out sessions by transaction (PgBouncer's {@code pool_mode = transaction}), locks of a run
 * would be left in a session that others get next, and its prepared statements be those of others.
 *
 * <p>A pooler greets with a process id of its own. Whether it keeps sessions apart is seen by
 * statements of two connections in turn: each must stay in a session, and that be its own.
 */
final class ServerSession {
  /** Other clients of a busy pooler may come in between; not so often in a row. */
  private static final int CONNECTIONS = 3;

  private static final int STATEMENTS = 20;

  private ServerSession() {}

  /** Opens another connection of the same kind. */
  @FunctionalInterface
  interface Opening {
    Connection open() throws SQLException;
  }

  /**
   * Looks at a connection.
   *
   * @param address for the message
   * @param another the same way to the server
   * @throws ConfigException if its session isn't its own
   */
  static void refuseShared(Connection connection, String address, Opening another)
      throws SQLException {
    int greeted = connection.unwrap(PGConnection.class).getBackendPID();
    if (greeted != pid(connection) && isShared(connection, another)) {
      throw new ConfigException(
          "postgres.url (%s) leads to a connection pooler that hands out the server's sessions by transaction, such as PgBouncer with pool_mode = transaction: the locks by which one run at a time writes a table don't last there. Nothing was read or written. Write the address of the server itself into postgres.url, or that of a pool with pool_mode = session"
              .formatted(address));
    }
  }

  private static boolean isShared(Connection connection, Opening another) throws SQLException {
    int ours = pid(connection);
    for (int i = 0; i < CONNECTIONS; i++) {
      try (Connection other = another.open()) {
        int its = pid(other);
        for (int j = 0; j < STATEMENTS; j++) {
          if (its == ours || pid(connection) != ours || pid(other) != its) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** By a statement without a name and a transaction, which leaves nothing to others. */
  private static int pid(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
      row.next();
      return row.getInt(1);
    }
  }

  /**
   * Looks at the server of a connection.
   *
   * @throws ConfigException if it is a replica
   */
  static void refuseReplica(Connection connection, String address) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_is_in_recovery()")) {
      row.next();
      if (row.getBoolean(1)) {
        throw new ConfigException(
            "postgres.url (%s) leads to a replica, which takes no writes. Nothing was read or written. Write the address of the primary into postgres.url, or all of them, as in jdbc:postgresql://a,b/recap?targetServerType=primary"
                .formatted(address));
      }
    }
  }
}
