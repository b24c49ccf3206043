package fr.recap.postgres;

import fr.recap.config.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What dead runs left in the staging schema: no connection of such a run lives any more. */
public final class StaleStagings {
  private static final Logger LOG = LoggerFactory.getLogger(StaleStagings.class);

  private StaleStagings() {}

  /**
   * Those of all targets.
   *
   * @param age of stagings that are complete and await publication ({@link StagedRuns}); younger
   *     ones are left out
   * @param drop whether they are dropped
   * @return the targets with run and time, in the order of their runs' beginning
   */
  public static List<String> of(Postgres postgres, Duration age, boolean drop) {
    return postgres.inTransaction(
        connection -> {
          List<String> stale = new ArrayList<>();
          if (!Postgres.exists(connection, new TableName(Staging.SCHEMA, "runs"))) {
            return stale;
          }
          StagingSchema.prepare(postgres, connection);
          for (Begun run :
              begun(
                  connection,
                  "SELECT staging, run_id, target || ' of run ' || run_id || ', begun ' || to_char(started_at, 'YYYY-MM-DD HH24:MI') FROM recap_staging.runs WHERE sealed_at IS NULL OR NOT keep OR sealed_at < now() - make_interval(secs => ?) ORDER BY started_at, staging",
                  (query, i) -> query.setDouble(i, (double) age.toSeconds()))) {
            if (drop(connection, run, drop)) {
              stale.add(run.text());
            }
          }
          return stale;
        });
  }

  private record Begun(String staging, String runId, String text) {}

  /** Sets the parameter of a query. */
  @FunctionalInterface
  private interface Parameter {
    void set(PreparedStatement query, int index) throws SQLException;
  }

  private static List<Begun> begun(Connection connection, String sql, Parameter parameter)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      parameter.set(query, 1);
      List<Begun> runs = new ArrayList<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          runs.add(new Begun(rows.getString(1), rows.getString(2), rows.getString(3)));
        }
      }
      return runs;
    }
  }

  /** Drops the stagings of dead runs on a target, unless they await publication; commits. */
  static void drop(Connection connection, TableName target, String exceptRun) throws SQLException {
    for (Begun run :
        begun(
            connection,
            "SELECT staging, run_id, target FROM recap_staging.runs WHERE target = ? AND (sealed_at IS NULL OR NOT keep)",
            (query, i) -> query.setString(i, target.toString()))) {
      if (!run.runId().equals(exceptRun)) {
        drop(connection, run, true);
      }
    }
    connection.commit();
  }

  /**
   * Drops all stagings of runs that awaited publication on a target: there are newer rows now.
   * Those of other roles stay for these to drop.
   */
  static void dropSuperseded(Connection connection, TableName target) throws SQLException {
    for (Begun run :
        begun(
            connection,
            "SELECT staging, run_id, target FROM recap_staging.runs WHERE run_id IN (SELECT run_id FROM recap_staging.runs WHERE target = ? AND sealed_at IS NOT NULL)",
            (query, i) -> query.setString(i, target.toString()))) {
      drop(connection, run, true);
    }
  }

  /** Drops the stagings of dead runs on tables of a schema, also those that await publication. */
  static void dropOf(Connection connection, String schema) throws SQLException {
    for (Begun run :
        begun(
            connection,
            "SELECT staging, run_id, target FROM recap_staging.runs WHERE starts_with(target, ?)",
            (query, i) -> query.setString(i, schema + '.'))) {
      drop(connection, run, true);
    }
  }

  /** Whether a run is dead; if so, its staging is dropped if that is wanted and allowed. */
  private static boolean drop(Connection connection, Begun run, boolean drop) throws SQLException {
    if (!tryLock(connection, Staging.aliveLock(run.runId()))) {
      return false;
    }
    try {
      if (drop && mayDrop(connection, run.staging())) {
        dropOne(connection, run.staging());
      }
      return true;
    } finally {
      unlock(connection, Staging.aliveLock(run.runId()));
    }
  }

  private static boolean mayDrop(Connection connection, String name) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT coalesce((SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = to_regclass(?)), true)")) {
      query.setString(1, new TableName(Staging.SCHEMA, name).sql());
      boolean may = Postgres.one(query, ResultSet::getBoolean);
      if (!may) {
        LOG.warn("The staging {} of a dead run belongs to another role, which can drop it", name);
      }
      return may;
    }
  }

  /** Takes a lock for as long as the connection lives, unless another connection has it. */
  static boolean tryLock(Connection connection, long key) throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement("SELECT pg_try_advisory_lock(?)")) {
      lock.setLong(1, key);
      return Postgres.one(lock, ResultSet::getBoolean);
    }
  }

  private static void unlock(Connection connection, long key) throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement("SELECT pg_advisory_unlock(?)")) {
      lock.setLong(1, key);
      Postgres.one(lock, ResultSet::getBoolean);
    }
  }

  static void dropOne(Connection connection, String name) throws SQLException {
    Postgres.execute(
        connection, "DROP TABLE IF EXISTS " + new TableName(Staging.SCHEMA, name).sql());
    forget(connection, name);
    Postgres.execute(
        connection,
        "DELETE FROM recap_staging.manifests m WHERE NOT EXISTS (SELECT 1 FROM recap_staging.runs r WHERE r.run_id = m.run_id)");
  }

  static void forget(Connection connection, String name) throws SQLException {
    for (String table : List.of("ledger", "runs", "moved", "modes")) {
      try (PreparedStatement delete =
          connection.prepareStatement(
              "DELETE FROM recap_staging.%s WHERE staging = ?".formatted(table))) {
        delete.setString(1, name);
        delete.executeUpdate();
      }
    }
  }
}
