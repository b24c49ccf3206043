package fr.recap.postgres;

import fr.recap.tables.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Iterator;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.api.java.function.VoidFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Copies one partition into staging, once: rows and their entry in the ledger are one transaction,
 * and a lock keeps two attempts at one partition apart. An attempt that finds the entry has nothing
 * left to do.
 */
final class CopyTask implements VoidFunction<Iterator<InternalRow>> {
  private static final int FLUSH_BYTES = 1 << 16;
  private static final long PAUSE_MILLIS = 100;

  private final Postgres postgres;
  private final String staging;
  private final Table table;

  CopyTask(Postgres postgres, String staging, Table table) {
    this.postgres = postgres;
    this.staging = staging;
    this.table = table;
  }

  @Override
  public void call(Iterator<InternalRow> rows) throws InterruptedException {
    TaskContext task = TaskContext.get();
    int partition = task.partitionId();
    while (!attempt(task, partition, rows)) {
      // Another attempt at this partition is under way; if it fails, it is up to this one.
      Thread.sleep(PAUSE_MILLIS);
      stopIfKilled(task);
    }
  }

  private boolean attempt(TaskContext task, int partition, Iterator<InternalRow> rows) {
    return postgres.inTransaction(
        connection -> {
          // Rows may come slowly, as from services: a time-out of the role is not meant for that.
          Postgres.execute(connection, "SET LOCAL statement_timeout = 0");
          Postgres.execute(connection, "SET LOCAL idle_in_transaction_session_timeout = 0");
          // Rows and their entry are lost together or not at all; the publication's commit, which
          // is
          // written to disk before it returns, takes them along.
          Postgres.execute(connection, "SET LOCAL synchronous_commit = off");
          if (!lock(connection, partition)) {
            return false;
          }
          if (!done(connection, partition)) {
            note(connection, partition, copy(connection, task, rows));
          }
          return true;
        });
  }

  private boolean lock(Connection connection, int partition) throws SQLException {
    try (PreparedStatement lock =
        connection.prepareStatement("SELECT pg_try_advisory_xact_lock(?)")) {
      lock.setLong(1, Staging.partitionLock(staging, partition));
      return Postgres.one(lock, ResultSet::getBoolean);
    }
  }

  private boolean done(Connection connection, int partition) throws SQLException {
    try (PreparedStatement entry =
        connection.prepareStatement(
            "SELECT EXISTS (SELECT 1 FROM recap_staging.ledger WHERE staging = ? AND partition = ?)")) {
      entry.setString(1, staging);
      entry.setInt(2, partition);
      return Postgres.one(entry, ResultSet::getBoolean);
    }
  }

  private void note(Connection connection, int partition, long count) throws SQLException {
    try (PreparedStatement entry =
        connection.prepareStatement(
            "INSERT INTO recap_staging.ledger (staging, partition, rows) VALUES (?, ?, ?)")) {
      entry.setString(1, staging);
      entry.setInt(2, partition);
      entry.setLong(3, count);
      entry.executeUpdate();
    }
  }

  private long copy(Connection connection, TaskContext task, Iterator<InternalRow> rows)
      throws SQLException {
    CopyIn copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("COPY %s.\"%s\" FROM STDIN".formatted(Staging.SCHEMA, staging));
    try {
      CopyText text = new CopyText(table);
      while (rows.hasNext()) {
        text.append(rows.next());
        if (text.size() >= FLUSH_BYTES) {
          stopIfKilled(task);
          text.flush(copy);
        }
      }
      text.flush(copy);
      return copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  private static void stopIfKilled(TaskContext task) {
    if (task.isInterrupted()) {
      throw new TaskKilledException("killed while copying");
    }
  }
}
