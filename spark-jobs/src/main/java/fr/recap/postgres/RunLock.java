package fr.recap.postgres;

import fr.recap.config.ConfigException;
import fr.recap.config.PostgresSettings;
import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.config.TableName;
import fr.recap.runtime.Run;
import fr.recap.tables.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run's right to write its targets, taken before any work: one run at a time writes a table, and
 * whoever comes second is told at once. It also tells at once what would keep the targets from
 * being replaced hours later.
 *
 * <p>The lock lives as long as its connection. Should that die while the run goes on, the run takes
 * the lock again when it writes; and if another one has published in between, its own rows, which
 * are older, are refused.
 */
public final class RunLock implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunLock.class);

  private final Postgres postgres;
  private final Connection connection;
  private final String runId;

  private RunLock(Postgres postgres, Connection connection, String runId) {
    this.postgres = postgres;
    this.connection = connection;
    this.runId = runId;
  }

  /**
   * Does a run's work while it has the lock.
   *
   * @param targets tables that the run will write, with their columns
   * @return what the work returns
   * @throws RefusedInputException if another run writes one of them (the message says who), or one
   *     can't be replaced (the message says why)
   * @throws fr.recap.config.ConfigException if the server can't be reached or the role lacks rights
   */
  public static <T> T holding(
      RecapConfig config, Run run, Map<TableName, Table> targets, Supplier<T> work) {
    RunLock lock = of(config.postgres(), run.id(), targets, config.tables().runManifest());
    try {
      return work.get();
    } finally {
      lock.close();
    }
  }

  static RunLock of(
      PostgresSettings settings, String runId, Map<TableName, Table> targets, TableName manifests) {
    Postgres postgres = new Postgres(settings);
    RunLock lock = new RunLock(postgres, postgres.connectToWrite(), runId);
    try {
      lock.take(targets, manifests);
      return lock;
    } catch (SQLException e) {
      lock.close();
      throw new DatabaseException(
          "The lock on %s can't be taken: %s".formatted(targets.keySet(), ServerErrors.message(e)),
          ServerErrors.safe(e));
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private void take(Map<TableName, Table> targets, TableName manifests) throws SQLException {
    connection.setAutoCommit(false);
    StagingSchema.prepare(postgres, connection);
    Targets.bear(connection, runId);
    TargetState.refuseUnwritable(connection, manifests);
    List<TableName> inOrder =
        targets.keySet().stream().sorted(Comparator.comparing(TableName::toString)).toList();
    for (TableName target : inOrder) {
      Targets.lock(connection, target, runId);
      TargetState.of(connection, target, targets.get(target)).refuse();
      TargetState.refuseUnwritable(connection, RejectsTable.of(target));
      StaleStagings.drop(connection, target, runId);
      begin(target, targets.get(target));
    }
    connection.commit();
  }

  /** Notes when the run began: rows that were published later are newer than its own. */
  private void begin(TableName target, Table table) throws SQLException {
    try (PreparedStatement run =
        connection.prepareStatement(
            "INSERT INTO recap_staging.runs (staging, run_id, target) VALUES (?, ?, ?) ON CONFLICT (staging) DO NOTHING")) {
      run.setString(1, Staging.of(runId, target, table).name());
      run.setString(2, runId);
      run.setString(3, target.toString());
      run.executeUpdate();
    }
  }

  /** Frees the lock. */
  @Override
  public void close() {
    try (Connection closing = connection) {
      closing.rollback();
      forget(closing);
      closing.commit();
    } catch (SQLException e) {
      LOG.debug("The lock of {} ended with its connection", runId);
      forgetAnew();
    }
  }

  /** The server has freed the lock with the connection; the note of the run outlives it. */
  private void forgetAnew() {
    try {
      postgres.inTransaction(this::forget);
    } catch (ConfigException | DatabaseException e) {
      LOG.debug("The note of {} is left to the next run on its tables", runId);
    }
  }

  /** Forgets the tables of the run that have no staging, or none any more. */
  private int forget(Connection on) throws SQLException {
    try (PreparedStatement delete =
        on.prepareStatement(
            "DELETE FROM recap_staging.runs WHERE run_id = ? AND to_regclass('recap_staging.' || quote_ident(staging)) IS NULL")) {
      delete.setString(1, runId);
      return delete.executeUpdate();
    }
  }
}
