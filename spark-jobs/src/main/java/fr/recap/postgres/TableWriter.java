package fr.recap.postgres;

import fr.recap.config.PostgresSettings;
import fr.recap.config.TableName;
import fr.recap.runtime.Run;
import fr.recap.runtime.RunManifest;
import fr.recap.tables.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
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
 * transaction: readers see the old rows or the new ones, never a part. Failed, retried and
 * speculative tasks double nothing; after a failure or a kill the old tables are in place and the
 * same call gives the same tables.
 *
 * <p>A target that exists stays the same table with all that its owner gave it; what keeps it from
 * being changed is told before work begins. Where its columns are the same, its rows are replaced
 * while others read it. Where they differ, it is emptied and altered: columns that the new rows
 * lack go, added ones come last. One run at a time writes a table, see {@link RunLock}. A merged or
 * appended output leaves rows of other keys as they are; a target with other columns refuses it.
 *
 * <p>NUL characters, which PostgreSQL can't store, are left out of texts. Rows without a key, and
 * all but one of the rows that share a key (the least one by its text stays, whatever the order of
 * rows), go to the table {@code <target>_rejects}, which holds the rejects of the target's latest
 * run only, or of all runs since one that replaced the table.
 *
 * <p>The user needs the right to create tables in a new target's schema and, at the first run, to
 * create the schema {@code recap_staging}.
 */
public final class TableWriter {
  private final SparkSession spark;
  private final Postgres postgres;

  /** What becomes of the rows that a target has. */
  public enum Mode {
    /** All are replaced. */
    REPLACE,
    /** Those of the new rows' keys are replaced. */
    MERGE,
    /** All stay; new rows whose keys they have are rejects. */
    APPEND
  }

  /**
   * One table to write.
   *
   * @param rows must have the columns of {@code table}; they are cast to its types
   * @param target table that is created, replaced or added to
   * @param table its columns and key
   * @param mode what becomes of the rows that the target has
   */
  public record Output(Dataset<Row> rows, TableName target, Table table, Mode mode) {
    /** Rows that replace all of the target. */
    public Output(Dataset<Row> rows, TableName target, Table table) {
      this(rows, target, table, Mode.REPLACE);
    }

    /**
     * Rows that replace those of their keys, or are added; rows of other keys, and their rejects,
     * stay as they are.
     *
     * @throws IllegalArgumentException if the table has no key
     */
    public static Output merged(Dataset<Row> rows, TableName target, Table table) {
      if (table.key().isEmpty()) {
        throw new IllegalArgumentException(
            "Rows of %s can't be told apart without a key".formatted(target));
      }
      return new Output(rows, target, table, Mode.MERGE);
    }

    /**
     * Rows that are added. Those whose keys the target has already become rejects; rejects of
     * earlier runs stay. Without a key all are added.
     */
    public static Output appended(Dataset<Row> rows, TableName target, Table table) {
      return new Output(rows, target, table, Mode.APPEND);
    }
  }

  /**
   * What became of an output.
   *
   * @param rows rows that the target has; of a merged or appended output, those that it got
   * @param rejected rows that went to its rejects table for their keys
   * @param replaced rows of a merged output whose keys the target had
   */
  public record Written(TableName target, long rows, long rejected, long replaced) {
    /** Of an output that is not merged. */
    public Written(TableName target, long rows, long rejected) {
      this(target, rows, rejected, 0);
    }
  }

  /** Looks, under the locks of the publication, whether what the job relies on still holds. */
  @FunctionalInterface
  public interface Recheck {
    /**
     * Looks.
     *
     * @param connection that of the publication; what throws leaves all tables as they were
     */
    void run(Connection connection) throws SQLException;
  }

  /**
   * What a publication has to heed.
   *
   * @param fresh target that may not exist yet; null if all may
   * @param recheck looked at before the first change
   * @param manifest makes the run's manifest of what was staged; it is stored in the transaction of
   *     the tables. Null: the caller stores it
   * @param manifests the table of manifests
   * @param keep whether rows that can't be published, as tables are in use, are kept for {@link
   *     StagedRuns}; a run that is kept has a manifest and no recheck
   */
  record Terms(
      TableName fresh,
      Recheck recheck,
      Function<List<Written>, RunManifest> manifest,
      TableName manifests,
      boolean keep) {
    static final Terms NONE = new Terms(null, connection -> {}, null, null, false);
  }

  public TableWriter(SparkSession spark, PostgresSettings settings) {
    this.spark = spark;
    this.postgres = new Postgres(settings);
  }

  /** Where a run's rows of a target are until they are published, for a {@link Recheck}. */
  public static TableName staged(String runId, TableName target, Table table) {
    return Staging.of(runId, target, table).tableName();
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
   * @throws fr.recap.config.RefusedInputException if another run writes a target or has published
   *     it since this one began, or a target can't be replaced
   * @throws DatabaseException if the database refuses something, or a target stays in use
   */
  public List<Written> write(List<Output> outputs, String runId, Consumer<List<Written>> check) {
    return write(outputs, runId, check, Terms.NONE);
  }

  /**
   * As {@link #write(List, String, Consumer)}; {@code recheck} is done under the locks of the
   * publication, so that nobody changes the targets between it and their replacement.
   */
  public List<Written> write(
      List<Output> outputs, String runId, Consumer<List<Written>> check, Recheck recheck) {
    return write(outputs, runId, check, new Terms(null, recheck, null, null, false));
  }

  /**
   * As {@link #write(List, String, Consumer)}, for work that takes long: if the tables stay in use,
   * the rows are kept and can be published later ({@link StagedRuns}).
   *
   * @param fresh target that may not be made by another meanwhile; null if all may exist
   * @param manifest makes the run's manifest of what was staged; it is stored with the tables
   * @param manifests the table of manifests
   */
  public List<Written> write(
      List<Output> outputs,
      Run run,
      Consumer<List<Written>> check,
      TableName fresh,
      Function<List<Written>, RunManifest> manifest,
      TableName manifests) {
    return write(
        outputs, run.id(), check, new Terms(fresh, connection -> {}, manifest, manifests, true));
  }

  private List<Written> write(
      List<Output> outputs, String runId, Consumer<List<Written>> check, Terms terms) {
    Set<TableName> targets = new HashSet<>();
    outputs.forEach(
        o -> {
          if (!targets.add(o.target())) {
            throw new IllegalArgumentException("Two outputs of one write go to " + o.target());
          }
        });
    try (StagingSession session = StagingSession.open(postgres, runId)) {
      // All before the first row is copied: what one of them lacks is told before work begins.
      List<Staging> stagings = new ArrayList<>();
      for (Output output : outputs) {
        stagings.add(session.stage(output.target(), output.table(), output.mode()));
      }
      List<Staged> staged = new ArrayList<>();
      for (int i = 0; i < outputs.size(); i++) {
        staged.add(copy(outputs.get(i), stagings.get(i)));
      }
      return session.publish(staged, check, terms);
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
