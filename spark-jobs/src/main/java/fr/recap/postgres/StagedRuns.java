package fr.recap.postgres;

import fr.recap.config.PostgresSettings;
import fr.recap.config.RefusedInputException;
import fr.recap.config.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs whose work is done and whose tables are not published, since those were in use. */
public final class StagedRuns {
  private StagedRuns() {}

  /**
   * A run that awaits publication.
   *
   * @param targets its tables with their numbers of rows
   * @param since when its rows were complete, as text
   */
  public record StagedRun(String runId, Map<String, Long> targets, String since) {}

  /** All of them, the oldest first; also those that are just being published. */
  public static List<StagedRun> list(Postgres postgres) {
    return postgres.inTransaction(
        connection -> {
          if (!Postgres.exists(connection, new TableName(Staging.SCHEMA, "runs"))) {
            return List.of();
          }
          StagingSchema.prepare(postgres, connection);
          return list(connection);
        });
  }

  private static List<StagedRun> list(Connection connection) throws SQLException {
    Map<String, StagedRun> runs = new LinkedHashMap<>();
    try (PreparedStatement query =
            connection.prepareStatement(
                "SELECT run_id, target, rows, to_char(sealed_at, 'YYYY-MM-DD HH24:MI:SS TZ') FROM recap_staging.runs WHERE keep AND sealed_at IS NOT NULL ORDER BY sealed_at, run_id, target");
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        runs.computeIfAbsent(row.getString(1), id -> run(id, row))
            .targets()
            .put(row.getString(2), row.getLong(3));
      }
    }
    return List.copyOf(runs.values());
  }

  private static StagedRun run(String id, ResultSet row) {
    try {
      return new StagedRun(id, new TreeMap<>(), row.getString(4));
    } catch (SQLException e) {
      throw new DatabaseException("The staged runs can't be read", ServerErrors.safe(e));
    }
  }

  /**
   * Publishes the tables of a run, with its manifest.
   *
   * @return the run
   * @throws RefusedInputException if there is no such run, or one of its tables has been published
   *     by a later run or is being written
   * @throws DatabaseException if the tables are still in use, or the server lost the rows in a
   *     crash
   */
  public static StagedRun publish(PostgresSettings settings, String runId) {
    Postgres postgres = new Postgres(settings);
    try (Connection connection = postgres.connectToWrite()) {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      StagingSchema.prepare(postgres, connection);
      List<StagedRun> all = list(connection);
      StagedRun run =
          all.stream()
              .filter(r -> r.runId().equals(runId))
              .findFirst()
              .orElseThrow(
                  () ->
                      new RefusedInputException(
                          "No run %s awaits publication; those that do: %s"
                              .formatted(runId, all.stream().map(StagedRun::runId).toList())));
      if (!StaleStagings.tryLock(connection, Staging.aliveLock(runId))) {
        throw new RefusedInputException(
            "The run %s is still at work, or is being published: nothing was done"
                .formatted(runId));
      }
      Targets.bear(connection, runId);
      for (String target : run.targets().keySet()) {
        Targets.lock(connection, TableName.parse(target), runId);
      }
      connection.commit();
      new Publication(postgres, connection, runId, c -> checkRows(c, runId), true).execute();
      return run;
    } catch (SQLException e) {
      throw new DatabaseException(
          "The run %s can't be published in %s: %s"
              .formatted(runId, postgres.address(), ServerErrors.message(e)),
          ServerErrors.safe(e));
    }
  }

  /** Stagings are not logged: a server that crashed since has emptied them. */
  private static void checkRows(Connection connection, String runId) throws SQLException {
    Map<String, Long> rows = new LinkedHashMap<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT staging, rows FROM recap_staging.runs WHERE run_id = ? ORDER BY staging")) {
      query.setString(1, runId);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          rows.put(row.getString(1), row.getLong(2));
        }
      }
    }
    for (Map.Entry<String, Long> staging : rows.entrySet()) {
      TableName table = new TableName(Staging.SCHEMA, staging.getKey());
      if (Postgres.count(connection, table) != staging.getValue()) {
        throw new DatabaseException(
            "The server has crashed, or a replica has taken its place, since run %s staged its rows, which are lost: run the job again"
                .formatted(runId));
      }
    }
  }
}
