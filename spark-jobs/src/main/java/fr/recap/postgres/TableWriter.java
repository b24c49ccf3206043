package fr.recap.postgres;

import fr.recap.config.PostgresSettings;
import fr.recap.config.TableName;
import fr.recap.tables.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Writes Datasets into tables, exactly once and all at once.
 *
 * <p>Rows are copied (COPY) into staging by {@code postgres.write-partitions} tasks; partitions
 * beyond that are merged without a shuffle. Then all targets of the call are replaced in one
 * transaction: readers see the old tables or the new ones, never a part. A target keeps no row of
 * the old table, yet its grants. Failed, retried and speculative tasks double nothing; after a
 * failure or a kill the old tables are in place and the same call gives the same tables.
 *
 * <p>NUL characters, which PostgreSQL can't store, are left out of texts. Rows without a key, and
 * all but one of the rows that share a key (the least one by its text stays, whatever the order of
 * rows), go to the table {@code <target>_rejects}, which holds the rejects of the target's latest
 * run only.
 *
 * <p>The user needs the right to create tables in the target's schema and, at the first run, to
 * create the schema {@code recap_staging}.
 */
public final class TableWriter {
  private final SparkSession spark;
  private final Postgres postgres;

  /**
   * One table to write.
   *
   * @param rows must have the columns of {@code table}; they are cast to its types
   * @param target table that is created or replaced
   * @param table its columns and key
   */
  public record Output(Dataset<Row> rows, TableName target, Table table) {}

  /**
   * What became of an output.
   *
   * @param rows rows that the target has
   * @param rejected rows that went to its rejects table for their keys
   */
  public record Written(TableName target, long rows, long rejected) {}

  public TableWriter(SparkSession spark, PostgresSettings settings) {
    this.spark = spark;
    this.postgres = new Postgres(settings);
  }

  /** Writes one table; see {@link #write(List, String, Consumer)}. */
  public Written write(Dataset<Row> rows, TableName target, Table table, String runId) {
    return write(List.of(new Output(rows, target, table)), runId).get(0);
  }

  /** Writes tables that become visible together; see {@link #write(List, String, Consumer)}. */
  public List<Written> write(List<Output> outputs, String runId) {
    return write(outputs, runId, written -> {});
  }

  /**
   * Writes tables that become visible together.
   *
   * @param runId the run; two calls at once must not share run and target
   * @param check is given the counts when all is staged and before anything is visible; what it
   *     throws ends the write and leaves the old tables in place
   * @return what became of each output, in their order
   * @throws DatabaseException if the database refuses something, or a target stays in use
   */
  public List<Written> write(List<Output> outputs, String runId, Consumer<List<Written>> check) {
    Set<TableName> targets = new HashSet<>();
    outputs.forEach(
        o -> {
          if (!targets.add(o.target())) {
            throw new IllegalArgumentException("Two outputs of one write go to " + o.target());
          }
        });
    try (StagingSession session = StagingSession.open(postgres, runId)) {
      List<Staged> staged = new ArrayList<>();
      for (Output output : outputs) {
        staged.add(copy(output, session.stage(output.target(), output.table())));
      }
      return session.publish(staged, check);
    }
  }

  private Staged copy(Output output, Staging staging) {
    JavaRDD<InternalRow> rows =
        output.table().select(output.rows()).queryExecution().toRdd().toJavaRDD();
    int wanted = partitions();
    JavaRDD<InternalRow> parts = rows.getNumPartitions() > wanted ? rows.coalesce(wanted) : rows;
    spark.sparkContext().setJobDescription("Copying into %s".formatted(output.target()));
    try {
      parts.foreachPartition(new CopyTask(postgres, staging.name(), output.table()));
    } finally {
      spark.sparkContext().setJobDescription(null);
    }
    return new Staged(staging, parts.getNumPartitions());
  }

  private int partitions() {
    int wanted = postgres.settings().writePartitions();
    return wanted > 0 ? wanted : spark.sparkContext().defaultParallelism();
  }
}
