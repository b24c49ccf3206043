package fr.recap.geocoding;

import fr.recap.config.TableName;
import fr.recap.postgres.Postgres;
import java.io.Serializable;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;

/**
 * The questions that a run may still ask, counted in PostgreSQL for all executors together, and
 * until when.
 */
final class CallBudget implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Postgres postgres;
  private final TableName table;
  private final String runId;
  private final boolean limited;
  private final Instant end;

  private CallBudget(
      Postgres postgres, TableName table, String runId, boolean limited, Instant end) {
    this.postgres = postgres;
    this.table = table;
    this.runId = runId;
    this.limited = limited;
    this.end = end;
  }

  /**
   * Opens the budget of a run.
   *
   * @param cache the table beside which it is kept
   * @param budget questions; 0 for no limit
   * @param time from now on; zero for no limit
   */
  static CallBudget open(
      Postgres postgres, TableName cache, String runId, long budget, Duration time) {
    CallBudget opened =
        new CallBudget(
            postgres,
            cache.withSuffix("_budget"),
            runId,
            budget > 0,
            time.isZero() ? Instant.MAX : Instant.now().plus(time));
    if (opened.limited) {
      postgres.inTransaction(
          connection -> {
            try (Statement create = connection.createStatement()) {
              create.execute(
                  "CREATE TABLE IF NOT EXISTS %s (run_id text PRIMARY KEY, remaining bigint NOT NULL)"
                      .formatted(opened.table.sql()));
            }
            try (PreparedStatement insert =
                connection.prepareStatement(
                    "INSERT INTO %s (run_id, remaining) VALUES (?, ?)"
                        .formatted(opened.table.sql()))) {
              insert.setString(1, runId);
              insert.setLong(2, budget);
              return insert.executeUpdate();
            }
          });
    }
    return opened;
  }

  /**
   * Takes questions out of the budget.
   *
   * @return how many may be asked, at most as many as wanted
   */
  int take(int wanted) {
    if (Instant.now().isAfter(end)) {
      return 0;
    }
    if (!limited || wanted == 0) {
      return wanted;
    }
    return postgres.inTransaction(
        connection -> {
          try (PreparedStatement take =
              connection.prepareStatement(
                  "WITH held AS (SELECT remaining FROM %1$s WHERE run_id = ? FOR UPDATE) UPDATE %1$s b SET remaining = held.remaining - least(held.remaining, ?) FROM held WHERE b.run_id = ? RETURNING least(held.remaining, ?)"
                      .formatted(table.sql()))) {
            take.setString(1, runId);
            take.setLong(2, wanted);
            take.setString(3, runId);
            take.setLong(4, wanted);
            try (ResultSet row = take.executeQuery()) {
              return row.next() ? row.getInt(1) : 0;
            }
          }
        });
  }

  /** Ends the run's budget. */
  void close() {
    if (limited) {
      postgres.inTransaction(
          connection -> {
            try (PreparedStatement delete =
                connection.prepareStatement(
                    "DELETE FROM %s WHERE run_id = ?".formatted(table.sql()))) {
              delete.setString(1, runId);
              return delete.executeUpdate();
            }
          });
    }
  }
}
