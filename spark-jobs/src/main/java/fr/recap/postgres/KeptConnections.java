package fr.recap.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Connections for short reads of many threads, which stay open between them: to open one takes
 * longer than such a read. There are as many as ever read at once.
 */
public final class KeptConnections implements AutoCloseable {
  private final Postgres postgres;
  private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  public KeptConnections(Postgres postgres) {
    this.postgres = postgres;
  }

  /**
   * Reads, each statement in a transaction of its own; once more by a new connection if one that
   * was kept has been lost meanwhile.
   *
   * @throws fr.recap.config.ConfigException if there is no such server, or it refuses the user
   * @throws DatabaseException if the server is away or refuses something
   */
  public <T> T read(Postgres.Work<T> work) {
    Connection kept = idle.poll();
    if (kept != null) {
      try {
        return read(kept, work);
      } catch (SQLException e) {
        // A server that was started again, or a firewall, ends connections that are idle.
      }
    }
    try {
      return read(postgres.connect(), work);
    } catch (SQLException e) {
      throw new DatabaseException(
          "PostgreSQL (%s): %s".formatted(postgres.address(), ServerErrors.message(e)),
          ServerErrors.safe(e));
    }
  }

  private <T> T read(Connection connection, Postgres.Work<T> work) throws SQLException {
    boolean sound = false;
    try {
      T result = work.run(connection);
      sound = true;
      return result;
    } finally {
      if (sound) {
        idle.push(connection);
      }
      if (!sound || closed) {
        idle.remove(connection);
        end(connection);
      }
    }
  }

  private static void end(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      // It is lost already.
    }
  }

  @Override
  public void close() {
    closed = true;
    for (Connection one = idle.poll(); one != null; one = idle.poll()) {
      end(one);
    }
  }
}
