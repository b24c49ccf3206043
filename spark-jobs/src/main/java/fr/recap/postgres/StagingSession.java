package fr.recap.postgres;

import fr.recap.config.RefusedInputException;
import fr.recap.config.TableName;
import fr.recap.runtime.RunManifest;
import fr.recap.tables.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The driver's side of one write: a connection that keeps the run's locks, so that others can tell
 * a live run from a dead one, and that publishes. Closing it drops what was not published, unless
 * it is kept to be published later.
 */
final class StagingSession implements AutoCloseable {
  private final Postgres postgres;
  private final Connection connection;
  private final String runId;
  private final List<Staging> stagings = new ArrayList<>();
  private final Map<String, TableWriter.Mode> modes = new HashMap<>();

  private StagingSession(Postgres postgres, Connection connection, String runId) {
    this.postgres = postgres;
    this.connection = connection;
    this.runId = runId;
  }

  static StagingSession open(Postgres postgres, String runId) {
    StagingSession session = new StagingSession(postgres, postgres.connectToWrite(), runId);
    try {
      session.connection.setAutoCommit(false);
      // What is looked at under locks must be as it is then.
      session.connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      StagingSchema.prepare(postgres, session.connection);
      Targets.bear(session.connection, runId);
      session.connection.commit();
      return session;
    } catch (SQLException e) {
      session.close();
      throw new DatabaseException(
          "The write of run %s can't begin: %s".formatted(runId, ServerErrors.message(e)),
          ServerErrors.safe(e));
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /**
   * An empty staging for a target, after dropping those of dead runs on that target.
   *
   * @param mode what becomes of the rows that the target has
   * @throws RefusedInputException if another run writes the target, or it can't be replaced
   */
  Staging stage(TableName target, Table table, TableWriter.Mode mode) {
    Staging staging = Staging.of(runId, target, table);
    try {
      Targets.lock(connection, target, runId);
      TargetState state = TargetState.of(connection, target, table);
      state.refuse();
      if (mode != TableWriter.Mode.REPLACE) {
        state.refuseToMerge();
      }
      TargetState.refuseUnwritable(connection, RejectsTable.of(target));
      StaleStagings.drop(connection, target, runId);
      if (!StaleStagings.tryLock(connection, Staging.runLock(staging.name()))) {
        throw new DatabaseException(
            "Run %s is writing %s already: wait for it or use another run id"
                .formatted(runId, target));
      }
      stagings.add(staging);
      modes.put(staging.name(), mode);
      // Only a staging that becomes the table itself has to outlive a crash of the server.
      Postgres.execute(
          connection,
          "CREATE %s TABLE %s (%s)"
              .formatted(
                  state.change() == TargetState.Change.NEW ? "" : "UNLOGGED",
                  staging.tableName().sql(),
                  definitions(table)));
      try (PreparedStatement run =
          connection.prepareStatement(
              "INSERT INTO recap_staging.runs (staging, run_id, target) VALUES (?, ?, ?) ON CONFLICT (staging) DO NOTHING")) {
        run.setString(1, staging.name());
        run.setString(2, runId);
        run.setString(3, target.toString());
        run.executeUpdate();
      }
      if (mode != TableWriter.Mode.REPLACE) {
        try (PreparedStatement adds =
            connection.prepareStatement(
                "INSERT INTO recap_staging.modes (staging, mode) VALUES (?, ?) ON CONFLICT (staging) DO UPDATE SET mode = excluded.mode")) {
          adds.setString(1, staging.name());
          adds.setString(2, mode.name());
          adds.executeUpdate();
        }
      }
      connection.commit();
      return staging;
    } catch (SQLException e) {
      throw new DatabaseException(
          "The staging of %s can't be created: %s".formatted(target, ServerErrors.message(e)),
          ServerErrors.safe(e));
    }
  }

  private static String definitions(Table table) {
    return table.columns().stream()
        .map(c -> TableName.quote(c.name()) + " " + c.sql())
        .collect(Collectors.joining(", "));
  }

  /**
   * Makes the keys, checks ledgers and counts, and replaces all targets, in one transaction.
   *
   * @return what became of each, in their order
   */
  List<TableWriter.Written> publish(
      List<Staged> all, Consumer<List<TableWriter.Written>> check, TableWriter.Terms terms) {
    List<TableWriter.Written> written = seal(all, check, terms);
    try {
      new Publication(postgres, connection, runId, terms.recheck(), terms.keep()).execute();
      stagings.clear();
    } catch (RuntimeException e) {
      // Rows that were refused are of no use any more; others can be published later.
      if (terms.keep() && !(e instanceof RefusedInputException)) {
        stagings.clear();
      }
      throw e;
    }
    return written;
  }

  /** From here on the staged rows are as they will be published, whenever that is. */
  private List<TableWriter.Written> seal(
      List<Staged> all, Consumer<List<TableWriter.Written>> check, TableWriter.Terms terms) {
    try {
      Postgres.execute(connection, "SET LOCAL statement_timeout = 0");
      List<TableWriter.Written> written = new ArrayList<>();
      for (Staged staged : all) {
        Staging staging = staged.staging();
        long total = ledgerTotal(staged);
        TableWriter.Mode mode = modes.get(staging.name());
        long rejected = KeyRejects.enforceKey(connection, staging);
        if (mode == TableWriter.Mode.APPEND) {
          rejected += KeyRejects.moveKnown(connection, staging);
        }
        if (mode != TableWriter.Mode.REPLACE) {
          rejected += KeyRejects.moveKnownValues(connection, staging);
        }
        long kept = Postgres.count(connection, staging.tableName());
        if (kept + rejected != total) {
          throw new DatabaseException(
              "The staging of %s has %d rows and %d rejects but its ledger %d: nothing was published, run the job again"
                  .formatted(staging.target(), kept, rejected, total));
        }
        Postgres.execute(connection, "ANALYZE " + staging.tableName().sql());
        written.add(
            new TableWriter.Written(
                staging.target(),
                kept,
                rejected,
                mode == TableWriter.Mode.MERGE ? KeyRejects.known(connection, staging) : 0));
      }
      check.accept(List.copyOf(written));
      for (int i = 0; i < all.size(); i++) {
        seal(all.get(i).staging(), written.get(i), terms);
      }
      if (terms.manifest() != null) {
        RunManifest manifest = terms.manifest().apply(List.copyOf(written));
        RunManifests.layBy(connection, terms.manifests(), manifest);
      }
      connection.commit();
      return written;
    } catch (SQLException e) {
      throw new DatabaseException(
          "%s could not be staged in %s, the old tables are in place: %s"
              .formatted(
                  all.stream().map(s -> s.staging().target()).toList(),
                  postgres.address(),
                  ServerErrors.message(e)),
          ServerErrors.safe(e));
    }
  }

  private void seal(Staging staging, TableWriter.Written written, TableWriter.Terms terms)
      throws SQLException {
    try (PreparedStatement seal =
        connection.prepareStatement(
            "UPDATE recap_staging.runs SET rows = ?, rejected = ?, sealed_at = clock_timestamp(), keep = ?, must_be_new = ? WHERE staging = ?")) {
      seal.setLong(1, written.rows());
      seal.setLong(2, written.rejected());
      seal.setBoolean(3, terms.keep());
      seal.setBoolean(4, staging.target().equals(terms.fresh()));
      seal.setString(5, staging.name());
      if (seal.executeUpdate() != 1) {
        throw new DatabaseException(
            "The staging of %s was dropped by another run: nothing was published, run the job again"
                .formatted(staging.target()));
      }
    }
  }

  private long ledgerTotal(Staged staged) throws SQLException {
    try (PreparedStatement ledger =
        connection.prepareStatement(
            "SELECT count(*), coalesce(sum(rows), 0) FROM recap_staging.ledger WHERE staging = ?")) {
      ledger.setString(1, staged.staging().name());
      try (ResultSet row = ledger.executeQuery()) {
        row.next();
        if (row.getInt(1) != staged.partitions()) {
          throw new DatabaseException(
              "The ledger of %s has %d of %d partitions: nothing was published, run the job again"
                  .formatted(staged.staging().target(), row.getInt(1), staged.partitions()));
        }
        return row.getLong(2);
      }
    }
  }

  /** Drops what was not published, as far as the connection still works, and frees the locks. */
  @Override
  public void close() {
    try (Connection closing = connection) {
      closing.rollback();
      for (Staging staging : stagings) {
        StaleStagings.dropOne(closing, staging.name());
      }
      closing.commit();
    } catch (SQLException e) {
      // The next run on the same targets drops what is left.
      stagings.clear();
    }
  }
}
