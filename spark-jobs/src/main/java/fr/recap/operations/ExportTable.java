package fr.recap.operations;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import fr.recap.config.ConfigException;
import fr.recap.config.Nearest;
import fr.recap.config.RecapConfig;
import fr.recap.config.Selection;
import fr.recap.config.TableName;
import fr.recap.postgres.Postgres;
import fr.recap.postgres.PostgresSnapshot;
import fr.recap.postgres.RunManifests;
import fr.recap.postgres.UsersTables;
import fr.recap.runtime.Run;
import fr.recap.runtime.Sessions;
import fr.recap.sql.CsvExport;
import fr.recap.tables.Table;
import fr.recap.tables.UsersTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * Writes a table or a view as files, which {@code recap import --exported} reads back: read in
 * ranges by many connections, all of one state of the database, and written by the tasks that read.
 *
 * <p>In a CSV ({@link CsvExport}) every value is the text that PostgreSQL has for it; in Parquet
 * numbers, booleans, dates and times have their types; a {@code numeric} without precision or with
 * more than 38 digits is a text, and so are all other types. Files become visible together, as
 * {@link ExportFolder} tells, once as many rows were written as the table has.
 */
public final class ExportTable {
  /** More folders than that are hardly meant. */
  private static final int MOST_FOLDERS = 10_000;

  private static final String ROWS = "rows";

  private final SparkSession spark;
  private final Config config;
  private final RecapConfig recap;

  /** Formats of files. */
  public enum Format {
    CSV,
    PARQUET
  }

  /**
   * What to export.
   *
   * @param table or view
   * @param to a folder, local or of a Hadoop file system; {@code s3a://} is reached by the endpoint
   *     and keys of the store
   * @param columns in this order, as the table names them; none: all
   * @param selection rows; without a limit
   * @param splitBy a column of the table: a folder for each of its values; the column stays in the
   *     files
   * @param rowsPerFile at most so many rows a file
   * @param overwrite whether what an earlier export wrote to the folder is replaced
   * @param formulas whether texts of a CSV that a spreadsheet takes for formulas stay as they are
   */
  public record Config(
      TableName table,
      String to,
      Format format,
      List<String> columns,
      Selection selection,
      Optional<String> splitBy,
      OptionalLong rowsPerFile,
      boolean overwrite,
      boolean formulas) {
    public Config {
      columns = List.copyOf(columns);
    }
  }

  /**
   * What was exported.
   *
   * @param files without folders and markers
   * @param notes what the user should know before an import, for people
   */
  public record Result(
      String runId, long rows, long files, String folder, List<String> notes, Duration duration) {}

  /**
   * Plans an export.
   *
   * @param recap the database, and the store for a folder in it
   */
  public ExportTable(SparkSession spark, Config config, RecapConfig recap) {
    this.spark = spark;
    this.config = config;
    this.recap = recap;
  }

  /**
   * Exports.
   *
   * @throws ConfigException if there is no such table or column, the condition is none, the folder
   *     exists and is not to be replaced, or can't be written
   */
  public Result execute() {
    Run run = Run.start("export", recap.rendered());
    Postgres postgres = new Postgres(recap.postgres());
    postgres.refuseReplica();
    if (!postgres.exists(config.table())) {
      throw new ConfigException(
          "--table %s: there is no such table or view in the database of postgres.url; correct its name, or import it first"
              .formatted(config.table()));
    }
    try (ExportFolder folder =
        ExportFolder.open(spark, config.to(), config.overwrite(), recap.store(), run.id())) {
      return execute(run, folder);
    }
  }

  private Result execute(Run run, ExportFolder folder) {
    try (PostgresSnapshot snapshot = PostgresSnapshot.open(folder.session(), recap.postgres())) {
      // Locks the table: it has the same columns until the end.
      List<String> present = snapshot.columns(config.table());
      UsersTable all = UsersTables.of(recap.postgres(), config.table());
      List<String> names = config.columns().isEmpty() ? present : config.columns();
      names.forEach(name -> refuseUnknown("columns", name, present));
      config.splitBy().ifPresent(name -> refuseUnknown("split-by", name, present));
      ExportedColumns columns = ExportedColumns.of(config.table(), names, all);
      refuseTooMany(snapshot);
      long expected = snapshot.count(config.table(), all.texts(), config.selection());
      run.read(config.table(), expected, config.selection().text());
      Sessions.describe(spark, "Exporting " + config.table());
      long written = write(columns, snapshot, all.texts(), folder);
      if (written != expected) {
        throw new IllegalStateException(
            "%s has %d rows but %d were written: %s was left as it was"
                .formatted(config.table(), expected, written, config.to()));
      }
      run.ended("write");
      long files = folder.publish();
      run.wrote(folder.target(), written).counted("files", files).ended("publish");
      RunManifests.save(recap, run.finish(expected, written, 0));
      return new Result(run.id(), written, files, folder.target(), columns.notes(), run.elapsed());
    }
  }

  private void refuseUnknown(String option, String name, List<String> present) {
    if (!present.contains(name)) {
      throw new ConfigException(
          "--%s: %s has no column %s%s. It has %s"
              .formatted(option, config.table(), name, Nearest.hint(name, present), present));
    }
  }

  private void refuseTooMany(PostgresSnapshot snapshot) {
    config
        .splitBy()
        .filter(
            column ->
                snapshot.values(config.table(), column, config.selection(), MOST_FOLDERS + 1)
                    > MOST_FOLDERS)
        .ifPresent(
            column -> {
              throw new ConfigException(
                  "--split-by %s: the column has more than %,d values in %s, each of which would be a folder: split by another one, or by --rows-per-file"
                      .formatted(column, MOST_FOLDERS, config.table()));
            });
  }

  /** Writes into the hidden folder; returns the number of rows. */
  private long write(
      ExportedColumns columns, PostgresSnapshot snapshot, Table all, ExportFolder folder) {
    List<String> read = new ArrayList<>(columns.names());
    config.splitBy().filter(name -> !read.contains(name)).ifPresent(read::add);
    Dataset<Row> texts = snapshot.texts(config.table(), read, config.selection());
    boolean csv = config.format() == Format.CSV;
    List<Column> written = new ArrayList<>();
    for (int i = 0; i < columns.names().size(); i++) {
      written.add(csv ? columns.csv(i, !config.formulas()) : columns.parquet(i));
    }
    if (csv && columns.names().size() == 1 && hasNull(snapshot, all, columns.names().get(0))) {
      written.add(CsvExport.nothing());
    }
    Optional<String> folders = config.splitBy().map(columns::folders);
    folders.ifPresent(
        name ->
            written.add(
                ExportedColumns.folder(col("c" + read.indexOf(config.splitBy().get()))).as(name)));
    Observation observed = new Observation();
    Dataset<Row> rows =
        texts.select(written.toArray(new Column[0])).observe(observed, count(lit(1)).as(ROWS));
    if (folders.isPresent()) {
      // A value's rows together, but for one that has very many.
      rows = rows.hint("rebalance", col(folders.get()).expr());
    }
    DataFrameWriter<Row> writer = rows.write().mode(SaveMode.Append);
    config.rowsPerFile().ifPresent(most -> writer.option("maxRecordsPerFile", most));
    folders.ifPresent(name -> writer.partitionBy(name));
    if (csv) {
      writer.options(CsvExport.options()).csv(folder.make());
    } else {
      writer.parquet(folder.make());
    }
    return rowsOf(observed);
  }

  private boolean hasNull(PostgresSnapshot snapshot, Table all, String column) {
    String isNull = TableName.quote(column) + " IS NULL";
    String where =
        config
            .selection()
            .where()
            .map(given -> "(%s) AND %s".formatted(given, isNull))
            .orElse(isNull);
    Selection nulls = new Selection(Optional.of(where), config.selection().limit());
    return snapshot.count(config.table(), all, nulls) > 0;
  }

  private static long rowsOf(Observation observed) {
    try {
      return (Long) observed.getAsJava().get(ROWS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while rows were counted", e);
    }
  }
}
