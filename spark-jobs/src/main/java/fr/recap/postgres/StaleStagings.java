package fr.recap.postgres;

import fr.recap.config.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What dead runs left in the staging schema: nobody holds the lock of such a staging any more. */
public final class StaleStagings {
  private StaleStagings() {}

  /**
   * Those of all targets.
   *
   * @param drop whether they are dropped
   * @return the targets with run and time, in the order of their runs' beginning
   */
  public static List<String> of(Postgres postgres, boolean drop) {
    return postgres.inTransaction(
        connection -> {
          List<String> stale = new ArrayList<>();
          if (!Postgres.exists(connection, new TableName(Staging.SCHEMA, "runs"))) {
            return stale;
          }
          for (Begun run : begun(connection)) {
            if (tryLock(connection, run.staging())) {
              try {
                stale.add(run.text());
                if (drop) {
                  dropOne(connection, run.staging());
                }
              } finally {
                unlock(connection, run.staging());
              }
            }
          }
          return stale;
        });
  }

  private record Begun(String staging, String text) {}

  private static List<Begun> begun(Connection connection) throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement(
                "SELECT staging, target || ' of run ' || run_id || ', begun ' || to_char(started_at, 'YYYY-MM-DD HH24:MI') FROM recap_staging.runs ORDER BY started_at, staging");
        ResultSet rows = query.executeQuery()) {
      List<Begun> runs = new ArrayList<>();
      while (rows.next()) {
        runs.add(new Begun(rows.getString(1), rows.getString(2)));
      }
      return runs;
    }
  }

  /** Drops the stagings of dead runs on a target, and commits. */
  static void drop(Connection connection, TableName target) throws SQLException {
    for (String name : names(connection, target)) {
      if (tryLock(connection, name)) {
        try {
          dropOne(connection, name);
          connection.commit();
        } finally {
          unlock(connection, name);
        }
      }
    }
  }

  private static List<String> names(Connection connection, TableName target) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT staging FROM recap_staging.runs WHERE target = ?")) {
      query.setString(1, target.toString());
      List<String> names = new ArrayList<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          names.add(rows.getString(1));
        }
      }
      return names;
    }
  }

  /** Takes the lock of a staging for as long as the connection lives, unless a live run has it. */
  static boolean tryLock(Connection connection, String name) throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement("SELECT pg_try_advisory_lock(?)")) {
      lock.setLong(1, Staging.runLock(name));
      return Postgres.one(lock, ResultSet::getBoolean);
    }
  }

  private static void unlock(Connection connection, String name) throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement("SELECT pg_advisory_unlock(?)")) {
      lock.setLong(1, Staging.runLock(name));
      Postgres.one(lock, ResultSet::getBoolean);
    }
  }

  static void dropOne(Connection connection, String name) throws SQLException {
    Postgres.execute(
        connection, "DROP TABLE IF EXISTS " + new TableName(Staging.SCHEMA, name).sql());
    forget(connection, name);
  }

  static void forget(Connection connection, String name) throws SQLException {
    for (String table : List.of("ledger", "runs")) {
      try (PreparedStatement delete =
          connection.prepareStatement(
              "DELETE FROM recap_staging.%s WHERE staging = ?".formatted(table))) {
        delete.setString(1, name);
        delete.executeUpdate();
      }
    }
  }
}
