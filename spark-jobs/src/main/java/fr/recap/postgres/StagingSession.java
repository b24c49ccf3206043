package fr.recap.postgres;

import fr.recap.config.ConfigException;
import fr.recap.config.TableName;
import fr.recap.tables.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The driver's side of one write: a connection that keeps the run's locks, so that others can tell
 * a live run from a dead one, and that publishes. Closing it drops what was not published.
 */
final class StagingSession implements AutoCloseable {
  private static final long SETUP_LOCK = 0x7265636170L;
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private final Postgres postgres;
  private final Connection connection;
  private final String runId;
  private final List<Staging> stagings = new ArrayList<>();

  private StagingSession(Postgres postgres, Connection connection, String runId) {
    this.postgres = postgres;
    this.connection = connection;
    this.runId = runId;
  }

  static StagingSession open(Postgres postgres, String runId) {
    StagingSession session = new StagingSession(postgres, postgres.connect(), runId);
    try {
      session.setUp();
      return session;
    } catch (SQLException e) {
      session.close();
      throw new ConfigException(
          "The schema %s can't be prepared in %s: %s. Have an administrator run: CREATE SCHEMA %s AUTHORIZATION \"%s\""
              .formatted(
                  Staging.SCHEMA,
                  postgres.address(),
                  e.getMessage(),
                  Staging.SCHEMA,
                  postgres.settings().user()),
          e);
    }
  }

  private void setUp() throws SQLException {
    connection.setAutoCommit(false);
    if (!Postgres.exists(connection, new TableName(Staging.SCHEMA, "ledger"))) {
      // Two first runs at once would else collide in CREATE SCHEMA IF NOT EXISTS.
      Postgres.execute(
          connection,
          "DO $$ BEGIN PERFORM pg_advisory_xact_lock(%d); END $$".formatted(SETUP_LOCK));
      Postgres.execute(connection, "CREATE SCHEMA IF NOT EXISTS recap_staging");
      Postgres.execute(
          connection,
          "CREATE TABLE IF NOT EXISTS recap_staging.runs (staging text PRIMARY KEY, run_id text NOT NULL, target text NOT NULL, started_at timestamptz NOT NULL DEFAULT now())");
      Postgres.execute(
          connection,
          "CREATE TABLE IF NOT EXISTS recap_staging.ledger (staging text, partition integer, rows bigint NOT NULL, PRIMARY KEY (staging, partition))");
      Postgres.execute(
          connection,
          "CREATE TABLE IF NOT EXISTS recap_staging.moved (staging text NOT NULL, key text, reason text NOT NULL)");
    }
    connection.commit();
  }

  /** An empty staging for a target, after dropping those of dead runs on that target. */
  Staging stage(TableName target, Table table) {
    Staging staging = Staging.of(runId, target, table);
    try {
      StaleStagings.drop(connection, target);
      if (!StaleStagings.tryLock(connection, staging.name())) {
        throw new DatabaseException(
            "Run %s is writing %s already: wait for it or use another run id"
                .formatted(runId, target));
      }
      stagings.add(staging);
      Postgres.execute(
          connection,
          "CREATE TABLE %s (%s)".formatted(staging.tableName().sql(), definitions(table)));
      try (PreparedStatement run =
          connection.prepareStatement(
              "INSERT INTO recap_staging.runs (staging, run_id, target) VALUES (?, ?, ?)")) {
        run.setString(1, staging.name());
        run.setString(2, runId);
        run.setString(3, target.toString());
        run.executeUpdate();
      }
      connection.commit();
      return staging;
    } catch (SQLException e) {
      throw new DatabaseException(
          "The staging of %s can't be created: %s".formatted(target, e.getMessage()), e);
    }
  }

  private static String definitions(Table table) {
    return table.columns().stream()
        .map(c -> TableName.quote(c.name()) + " " + c.type().sql())
        .collect(Collectors.joining(", "));
  }

  /** Checks ledgers and counts, makes the keys and replaces all targets, in one transaction. */
  List<TableWriter.Written> publish(List<Staged> all, Consumer<List<TableWriter.Written>> check) {
    try {
      List<TableWriter.Written> written = new ArrayList<>();
      for (Staged staged : all) {
        long total = ledgerTotal(staged);
        long rejected = KeyRejects.enforceKey(connection, staged.staging());
        long kept = Postgres.count(connection, staged.staging().tableName());
        if (kept + rejected != total) {
          throw new DatabaseException(
              "The staging of %s has %d rows and %d rejects but its ledger %d: nothing was published, run the job again"
                  .formatted(staged.staging().target(), kept, rejected, total));
        }
        written.add(new TableWriter.Written(staged.staging().target(), kept, rejected));
      }
      check.accept(List.copyOf(written));
      for (Staged staged : all) {
        Replacement.replace(connection, staged.staging());
      }
      // After all replacements: a rejects table may itself be an output of this write.
      for (int i = 0; i < all.size(); i++) {
        Staging staging = all.get(i).staging();
        KeyRejects.publish(connection, staging, runId, written.get(i).rejected());
        StaleStagings.forget(connection, staging.name());
      }
      connection.commit();
      stagings.clear();
      return written;
    } catch (SQLException e) {
      throw failure(e, all);
    }
  }

  private DatabaseException failure(SQLException e, List<Staged> all) {
    List<TableName> targets = all.stream().map(s -> s.staging().target()).toList();
    String reason =
        LOCK_NOT_AVAILABLE.equals(e.getSQLState())
            ? "a table is still in use (a snapshot or another session reads it, see pg_stat_activity)"
            : e.getMessage();
    return new DatabaseException(
        "%s could not be replaced in %s, the old tables are in place: %s"
            .formatted(targets, postgres.address(), reason),
        e);
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
