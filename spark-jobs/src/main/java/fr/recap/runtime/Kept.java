package fr.recap.runtime;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Rows that are kept on the executors, in memory or on their disks, while they are worked on.
 *
 * <p>In a {@code try} with resources: where Spark has stopped, letting go of them fails too, which
 * must not hide why it stopped.
 *
 * @param rows computed once, when they are first asked for
 */
public record Kept(Dataset<Row> rows) implements AutoCloseable {
  /** Keeps rows. */
  public static Kept of(Dataset<Row> rows) {
    return new Kept(rows.persist(StorageLevel.MEMORY_AND_DISK()));
  }

  /** Lets go of them. */
  @Override
  public void close() {
    rows.unpersist();
  }
}
