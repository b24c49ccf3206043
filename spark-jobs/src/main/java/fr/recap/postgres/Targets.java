package fr.recap.postgres;

import fr.recap.config.RefusedInputException;
import fr.recap.config.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Locks on targets by which one run at a time writes a table: advisory locks of a connection, so
 * that the server itself frees those of a run that died. All connections of a run bear its name
 * ({@code application_name}), by which the others know whose a lock is.
 */
final class Targets {
  private static final String NAME = "recap-spark ";

  private Targets() {}

  /** Names the connection after the run, and has the server notice soon if its client is gone. */
  static void bear(Connection connection, String runId) throws SQLException {
    try (PreparedStatement set =
        connection.prepareStatement(
            "SELECT set_config('application_name', ?, false), set_config('tcp_keepalives_idle', '60', false), set_config('tcp_keepalives_interval', '10', false), set_config('tcp_keepalives_count', '6', false), (SELECT set_config(name, '0', false) FROM pg_settings WHERE name = 'idle_session_timeout')")) {
      set.setString(1, NAME + runId);
      set.executeQuery().close();
    }
    // Shared: a run has several connections. Whoever gets it exclusively knows that the run is
    // dead.
    try (PreparedStatement lock =
        connection.prepareStatement("SELECT pg_advisory_lock_shared(?)")) {
      lock.setLong(1, Staging.aliveLock(runId));
      lock.executeQuery().close();
    }
  }

  /**
   * Takes the lock of a target, for as long as the connection lives, unless another connection of
   * the same run has it.
   *
   * @throws RefusedInputException if another run has it
   */
  static void lock(Connection connection, TableName target, String runId) throws SQLException {
    long key = Staging.targetLock(qualified(connection, target));
    while (true) {
      try (PreparedStatement lock = connection.prepareStatement("SELECT pg_try_advisory_lock(?)")) {
        lock.setLong(1, key);
        if (Postgres.one(lock, ResultSet::getBoolean)) {
          return;
        }
      }
      Optional<Holder> holder = holder(connection, key);
      if (holder.isEmpty()) {
        // Freed in between.
        continue;
      }
      if (!holder.get().application().equals(cut(NAME + runId))) {
        throw new RefusedInputException(
            "Another run writes %s: %s. One run at a time writes a table; nothing was read or written. Wait for it; if it is known to be dead: SELECT pg_terminate_backend(%d)"
                .formatted(target, holder.get(), holder.get().pid()));
      }
      return;
    }
  }

  /** As the server does with the name of an application. */
  private static String cut(String name) {
    return name.substring(0, Math.min(63, name.length()));
  }

  private record Holder(int pid, String user, String application, String since) {
    @Override
    public String toString() {
      String run =
          application.startsWith(NAME)
              ? "run " + application.substring(NAME.length())
              : application;
      return "%s of user %s (%spid %d%s)"
          .formatted(
              run,
              user,
              application.startsWith(NAME) ? "application recap-spark, " : "",
              pid,
              since);
    }
  }

  private static Optional<Holder> holder(Connection connection, long key) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT a.pid, a.usename, a.application_name, coalesce(to_char(a.backend_start, '\", since \"YYYY-MM-DD HH24:MI:SS TZ'), '') FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND ((l.classid::bigint << 32) | l.objid::bigint) = ? LIMIT 1")) {
      query.setLong(1, key);
      try (ResultSet row = query.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Holder(row.getInt(1), row.getString(2), row.getString(3), row.getString(4)))
            : Optional.empty();
      }
    }
  }

  /** The name with its schema: two settings may write one table's name differently. */
  static String qualified(Connection connection, TableName target) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT coalesce((SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = to_regclass(?)), quote_ident(coalesce(?, current_schema())) || '.' || quote_ident(?))")) {
      query.setString(1, target.sql());
      query.setString(2, target.schema());
      query.setString(3, target.table());
      return Postgres.one(query, ResultSet::getString);
    }
  }
}
