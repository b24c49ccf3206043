package fr.recap.postgres;

import fr.recap.config.PostgresSettings;
import fr.recap.config.RefusedInputException;
import fr.recap.config.TableName;
import fr.recap.postgres.TableWriter.Mode;
import fr.recap.postgres.TargetState.Change;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes the sealed stagings of a run visible, all in one transaction, which is tried again while
 * others use the tables. What must hold is looked at under the locks: that no later run has
 * published, that a table that had to be new is new, and what the job itself asks for.
 */
final class Publication {
  private static final Comparator<TableName> ORDER = Comparator.comparing(TableName::toString);

  private final Postgres postgres;
  private final Connection connection;
  private final String runId;
  private final TableWriter.Recheck recheck;
  private final boolean keep;

  /** A staging that is complete and checked. */
  private record Sealed(
      String staging, TableName target, long rows, long rejected, boolean fresh, Mode mode) {
    TableName table() {
      return new TableName(Staging.SCHEMA, staging);
    }
  }

  /**
   * A publication.
   *
   * @param recheck what the job asks for under the locks
   * @param keep whether the stagings are kept if this fails
   */
  Publication(
      Postgres postgres,
      Connection connection,
      String runId,
      TableWriter.Recheck recheck,
      boolean keep) {
    this.postgres = postgres;
    this.connection = connection;
    this.runId = runId;
    this.recheck = recheck;
    this.keep = keep;
  }

  /**
   * Publishes.
   *
   * @return the targets
   * @throws RefusedInputException if the rows may not be published any more
   * @throws DatabaseException if the tables stay in use, or the server refuses; the stagings stay
   */
  List<TableName> execute() {
    PostgresSettings settings = postgres.settings();
    TableLocks locks = new TableLocks(connection, settings.lockTimeout());
    long end = System.nanoTime() + settings.lockPatience().toNanos();
    try {
      List<Sealed> parts = sealed();
      List<TableName> targets = parts.stream().map(Sealed::target).toList();
      // The first try doesn't wait, so that nobody has queued behind it.
      boolean waited = false;
      while (true) {
        SortedMap<TableName, TableLocks.Mode> modes = modes(parts);
        try {
          if (locks.take(modes) && publish(parts, modes)) {
            return targets;
          }
        } catch (SQLException e) {
          if (!ServerErrors.busy(e)) {
            throw e;
          }
          connection.rollback();
        }
        String blockers = locks.blockers(modes);
        if (System.nanoTime() >= end) {
          throw new DatabaseException(
              "%s could not be replaced in %s within postgres.lock-patience (%s), the old tables are in place: %s. %s"
                  .formatted(
                      targets,
                      postgres.address(),
                      text(settings.lockPatience()),
                      blockers,
                      advice("once the tables are free")));
        }
        if (waited) {
          pause(settings.lockTimeout());
        }
        waited = true;
      }
    } catch (SQLException e) {
      throw new DatabaseException(
          "The tables of run %s could not be published in %s, the old tables are in place: %s. %s"
              .formatted(
                  runId,
                  postgres.address(),
                  ServerErrors.message(e),
                  advice("once that is mended")),
          ServerErrors.safe(e));
    }
  }

  private String advice(String when) {
    return keep
        ? "Its rows are complete and kept: %s, 'recap staged --publish %s' publishes them without working again"
            .formatted(when, runId)
        : "Run the job again " + when;
  }

  private static String text(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }

  private static void pause(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for tables", e);
    }
  }

  private List<Sealed> sealed() throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT staging, target, rows, rejected, coalesce(must_be_new, false), coalesce((SELECT mode FROM recap_staging.modes m WHERE m.staging = r.staging), 'REPLACE') FROM recap_staging.runs r WHERE run_id = ? AND sealed_at IS NOT NULL")) {
      query.setString(1, runId);
      List<Sealed> parts = new ArrayList<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          parts.add(
              new Sealed(
                  row.getString(1),
                  TableName.parse(row.getString(2)),
                  row.getLong(3),
                  row.getLong(4),
                  row.getBoolean(5),
                  Mode.valueOf(row.getString(6))));
        }
      }
      connection.rollback();
      parts.sort(Comparator.comparing(Sealed::target, ORDER));
      return parts;
    }
  }

  /** The locks that the targets need as they are now. */
  private SortedMap<TableName, TableLocks.Mode> modes(List<Sealed> parts) throws SQLException {
    SortedMap<TableName, TableLocks.Mode> modes = new TreeMap<>(ORDER);
    for (Sealed part : parts) {
      Change change = state(part).change();
      if (change != Change.NEW) {
        modes.put(
            part.target(),
            change == Change.ROWS ? TableLocks.Mode.EXCLUSIVE : TableLocks.Mode.ACCESS_EXCLUSIVE);
      }
    }
    connection.rollback();
    return modes;
  }

  private TargetState state(Sealed part) throws SQLException {
    return TargetState.of(connection, part.target(), columns(part.table()), key(part.table()));
  }

  /** False if a table has changed since the locks were chosen: then others are needed. */
  private boolean publish(List<Sealed> parts, Map<TableName, TableLocks.Mode> modes)
      throws SQLException {
    List<Replacement> replacements = new ArrayList<>();
    for (Sealed part : parts) {
      refuseOlder(part);
      TargetState state = state(part);
      TableLocks.Mode had = modes.get(part.target());
      if (part.fresh() && state.change() != Change.NEW) {
        throw new RefusedInputException(
            "The table %s was made while this run worked: it was left as it is. Give --force to replace it"
                .formatted(part.target()));
      }
      if ((state.change() == Change.NEW) != (had == null)
          || (state.change() == Change.COLUMNS && had == TableLocks.Mode.EXCLUSIVE)) {
        connection.rollback();
        return false;
      }
      state.refuse();
      if (part.mode() != Mode.REPLACE) {
        state.refuseToMerge();
      }
      replacements.add(
          new Replacement(
              connection,
              part.table(),
              state,
              columns(part.table()),
              key(part.table()),
              part.mode()));
    }
    recheck.run(connection);
    // Locks that are taken on the way, such as those of rejects tables, are not waited for long.
    Postgres.execute(
        connection,
        "SET LOCAL lock_timeout = '%dms'"
            .formatted(Math.max(1, postgres.settings().lockTimeout().toMillis())));
    Postgres.execute(connection, "SET LOCAL statement_timeout = 0");
    for (int i = 0; i < parts.size(); i++) {
      replace(replacements.get(i), parts.get(i));
    }
    // After all replacements: a rejects table may itself be an output of this write.
    for (Sealed part : parts) {
      if (part.mode() == Mode.REPLACE) {
        RejectsTable.keepOnly(connection, RejectsTable.of(part.target()), runId);
      }
      KeyRejects.publish(connection, part.staging(), part.target(), runId, part.rejected());
      publishedNow(part.target());
      StaleStagings.forget(connection, part.staging());
    }
    RunManifests.publish(connection, runId);
    for (Sealed part : parts) {
      StaleStagings.dropSuperseded(connection, part.target());
    }
    connection.commit();
    return true;
  }

  private static void replace(Replacement replacement, Sealed part) throws SQLException {
    try {
      replacement.execute(part.rows());
    } catch (SQLException e) {
      if (part.fresh() && e.getSQLState() != null && e.getSQLState().matches("42P07|23505")) {
        throw new RefusedInputException(
            "The table %s was made while this run worked: it was left as it is. Give --force to replace it"
                .formatted(part.target()));
      }
      throw e;
    }
  }

  /** Rows that were read before others were published would take these back. */
  private void refuseOlder(Sealed part) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT p.run_id, to_char(p.published_at, 'YYYY-MM-DD HH24:MI:SS TZ') FROM recap_staging.publications p, recap_staging.runs r WHERE p.target = ? AND r.staging = ? AND p.run_id <> r.run_id AND p.published_at > r.started_at")) {
      query.setString(1, Targets.qualified(connection, part.target()));
      query.setString(2, part.staging());
      try (ResultSet newer = query.executeQuery()) {
        if (newer.next()) {
          throw new RefusedInputException(
              "%s was published by run %s at %s, after run %s had begun: the older rows of this one were left out. Run the job again if they are wanted"
                  .formatted(part.target(), newer.getString(1), newer.getString(2), runId));
        }
      }
    }
  }

  private void publishedNow(TableName target) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO recap_staging.publications (target, run_id, published_at) VALUES (?, ?, clock_timestamp()) ON CONFLICT (target) DO UPDATE SET run_id = excluded.run_id, published_at = excluded.published_at")) {
      insert.setString(1, Targets.qualified(connection, target));
      insert.setString(2, runId);
      insert.executeUpdate();
    }
  }

  private Map<String, String> columns(TableName staging) throws SQLException {
    Map<String, String> columns = new LinkedHashMap<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = to_regclass(?) AND attnum > 0 AND NOT attisdropped ORDER BY attnum")) {
      query.setString(1, staging.sql());
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          columns.put(row.getString(1), row.getString(2));
        }
      }
    }
    return columns;
  }

  private List<String> key(TableName staging) throws SQLException {
    List<String> key = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT a.attname FROM pg_index i, unnest(i.indkey) WITH ORDINALITY k (attnum, place), pg_attribute a WHERE i.indrelid = to_regclass(?) AND i.indisprimary AND a.attrelid = i.indrelid AND a.attnum = k.attnum ORDER BY k.place")) {
      query.setString(1, staging.sql());
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          key.add(row.getString(1));
        }
      }
    }
    return key;
  }
}
