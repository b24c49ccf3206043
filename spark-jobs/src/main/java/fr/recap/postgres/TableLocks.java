package fr.recap.postgres;

import fr.recap.config.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the locks of a publication, all together before its first change, in the order of the
 * tables' names.
 *
 * <p>It waits for a table only while it holds none, and not for long: who waits for an exclusive
 * lock makes all later readers of the table wait as well. So nobody is caught in a deadlock with
 * it, whatever the order in which others read, and between two tries those who queued get through.
 */
final class TableLocks {
  private static final Logger LOG = LoggerFactory.getLogger(TableLocks.class);

  /** What a publication needs; whoever reads is disturbed by {@code ACCESS EXCLUSIVE} alone. */
  enum Mode {
    /** Nobody else writes or locks rows; everybody reads. */
    EXCLUSIVE("EXCLUSIVE", "l.mode <> 'AccessShareLock'"),
    /** Nobody else uses it. */
    ACCESS_EXCLUSIVE("ACCESS EXCLUSIVE", "true");

    private final String sql;
    private final String conflicts;

    Mode(String sql, String conflicts) {
      this.sql = sql;
      this.conflicts = conflicts;
    }
  }

  private final Connection connection;
  private final Duration wait;
  private TableName busy;

  TableLocks(Connection connection, Duration wait) {
    this.connection = connection;
    this.wait = wait;
  }

  /**
   * Takes all, or none and ends the transaction.
   *
   * @return whether it has them, until the transaction ends
   */
  boolean take(SortedMap<TableName, Mode> tables) throws SQLException {
    try {
      if (busy != null && tables.containsKey(busy)) {
        Postgres.execute(
            connection, "SET LOCAL lock_timeout = '%dms'".formatted(Math.max(1, wait.toMillis())));
        Postgres.execute(connection, lock(busy, tables.get(busy)));
      }
      for (Map.Entry<TableName, Mode> table : tables.entrySet()) {
        busy = table.getKey();
        Postgres.execute(connection, lock(busy, table.getValue()) + " NOWAIT");
      }
      busy = null;
      return true;
    } catch (SQLException e) {
      if (!ServerErrors.busy(e)) {
        throw e;
      }
      connection.rollback();
      return false;
    }
  }

  private static String lock(TableName table, Mode mode) {
    return "LOCK TABLE %s IN %s MODE".formatted(table.sql(), mode.sql);
  }

  /** Who kept the last try from succeeding, as far as the server tells; ends the transaction. */
  String blockers(Map<TableName, Mode> tables) throws SQLException {
    if (busy == null) {
      return "a table of the publication is in use";
    }
    List<String> blockers = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT DISTINCT CASE WHEN l.pid IS NULL THEN 'a prepared transaction (pg_prepared_xacts)' ELSE format('pid %%s, user %%s%%s%%s', l.pid, coalesce(a.usename, '?'), ', application ' || nullif(a.application_name, ''), to_char(coalesce(a.query_start, a.xact_start), '\", query begun \"YYYY-MM-DD HH24:MI:SS TZ') || CASE WHEN a.state LIKE 'idle in transaction%%' THEN ', idle in a transaction' ELSE '' END) END FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid WHERE l.locktype = 'relation' AND l.granted AND l.relation = to_regclass(?) AND l.pid IS DISTINCT FROM pg_backend_pid() AND %s"
                .formatted(tables.getOrDefault(busy, Mode.ACCESS_EXCLUSIVE).conflicts))) {
      query.setString(1, busy.sql());
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          blockers.add(row.getString(1));
        }
      }
    }
    connection.rollback();
    String who = blockers.isEmpty() ? "somebody who is gone by now" : String.join("; ", blockers);
    String text = "%s is in use by %s".formatted(busy, who);
    LOG.info("Publication waits: {}", text);
    return text;
  }
}
