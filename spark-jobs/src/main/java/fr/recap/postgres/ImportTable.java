package fr.recap.postgres;

import fr.recap.config.ConfigException;
import fr.recap.config.PostgresSettings;
import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.config.TableName;
import fr.recap.runtime.Run;
import fr.recap.tables.Rejects;
import fr.recap.tables.Table;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * Imports files into a table by a typing file. Nothing is lost: every row that was read is in the
 * table or in {@code <target>_rejects} with its place and reason.
 *
 * <p>Columns that the source lacks become null (and are told), those that the typing file lacks are
 * ignored (and told). Names match without regard to case. Empty values are null. Of the rows that
 * share a key the first of the source is kept. If more rows are rejected than {@code
 * max-reject-share}, the target is left as it was, and the rejects are there to be read.
 */
public final class ImportTable {
  private final SparkSession spark;
  private final Config config;
  private final RecapConfig recap;
  private final PostgresSettings settings;

  /**
   * Plans an import.
   *
   * @param config what to import
   * @param recap the database, and the share of rejects above which nothing is published
   */
  public ImportTable(SparkSession spark, Config config, RecapConfig recap) {
    this.spark = spark;
    this.config = config;
    this.recap = recap;
    this.settings = recap.postgres();
  }

  /** Formats of files. */
  public enum Format {
    CSV,
    SAS,
    PARQUET;

    static Format of(String source) {
      String name = source.toLowerCase(Locale.ROOT);
      if (name.endsWith(".sas7bdat")) {
        return SAS;
      }
      if (name.endsWith(".parquet")) {
        return PARQUET;
      }
      if (name.endsWith(".csv") || name.endsWith(".txt") || name.endsWith(".tsv")) {
        return CSV;
      }
      throw new ConfigException(
          "The format of %s can't be told from its name: give --format csv, sas or parquet"
              .formatted(source));
    }
  }

  /**
   * What to import.
   *
   * @param sources files, or folders and patterns of files, local or of a Hadoop file system
   * @param format empty: by the extension of the first source (.csv, .txt, .tsv, .sas7bdat,
   *     .parquet)
   * @param separator between fields of a CSV
   * @param quote around fields of a CSV that contain the separator
   * @param encoding of a CSV
   * @param header whether the first line of each CSV names the columns; else they are those of the
   *     typing file, in its order
   * @param typing the typing file
   * @param target the table
   * @param force whether an existing table is replaced
   */
  public record Config(
      List<String> sources,
      Optional<Format> format,
      char separator,
      char quote,
      Charset encoding,
      boolean header,
      Path typing,
      TableName target,
      boolean force) {
    public Config {
      sources = List.copyOf(sources);
      if (sources.isEmpty()) {
        throw new ConfigException("An import needs at least one source file");
      }
    }

    /** A UTF-8 file with commas, double quotes and a header; no force. */
    public static Config of(List<String> sources, Path typing, TableName target) {
      return new Config(
          sources, Optional.empty(), ',', '"', StandardCharsets.UTF_8, true, typing, target, false);
    }
  }

  /**
   * What was imported: rowsRead = rowsWritten + rowsRejected.
   *
   * @param rejectsTable table with the rejects of the run, if there are any
   * @param missingColumns columns of the typing file that the source lacks; they are null
   * @param ignoredColumns columns of the source that the typing file lacks
   */
  public record Result(
      String runId,
      long rowsRead,
      long rowsWritten,
      long rowsRejected,
      Optional<TableName> rejectsTable,
      List<String> missingColumns,
      List<String> ignoredColumns,
      Duration duration) {}

  /**
   * Imports.
   *
   * @throws ConfigException if an option or the typing file is wrong
   * @throws RefusedInputException if the target exists and is not forced, can't be replaced or is
   *     being written by another run, or a source is absent, empty or lacks a column of the key
   * @throws TooManyRejectsException if nothing was published for the share of rejects
   */
  public Result execute() {
    TypingFile typing = TypingFile.read(config.typing());
    Run run = Run.start("import", recap.rendered());
    Map<TableName, Table> targets =
        Map.of(config.target(), typing.toTable(), RejectsTable.of(config.target()), Rejects.TABLE);
    refuseIfThere();
    return RunLock.holding(recap, run, targets, () -> execute(typing, run));
  }

  private void refuseIfThere() {
    if (!config.force() && new Postgres(settings).exists(config.target())) {
      throw new RefusedInputException(
          "The table %s exists already: give --force to replace it, or another name"
              .formatted(config.target()));
    }
  }

  private Result execute(TypingFile typing, Run run) {
    // Another run may have made it until this one had the lock.
    refuseIfThere();
    String runId = run.id();
    try (SourceRows source = open(typing);
        ParsedRows parsed = ParsedRows.of(source, typing, runId)) {
      checkShare(parsed, runId);
      run.read(String.join(", ", config.sources()), parsed.read()).ended("parse");
      List<TableWriter.Output> outputs = new ArrayList<>();
      outputs.add(new TableWriter.Output(parsed.rows(), config.target(), typing.toTable()));
      Optional<TableName> rejects = Optional.empty();
      if (parsed.rejected() > 0) {
        rejects = Optional.of(RejectsTable.of(config.target()));
        outputs.add(new TableWriter.Output(parsed.rejects(), rejects.get(), Rejects.TABLE));
      }
      new TableWriter(spark, settings)
          .write(
              outputs,
              run,
              staged -> checkBalance(parsed, staged),
              config.force() ? null : config.target(),
              staged -> {
                staged.forEach(output -> run.wrote(output.target(), output.rows()));
                return run.ended("write")
                    .finish(parsed.read(), parsed.read() - parsed.rejected(), parsed.rejected());
              },
              recap.tables().runManifest());
      return new Result(
          runId,
          parsed.read(),
          parsed.read() - parsed.rejected(),
          parsed.rejected(),
          rejects,
          source.missing(typing),
          source.ignored(typing),
          run.elapsed());
    }
  }

  private SourceRows open(TypingFile typing) {
    Format format = config.format().orElseGet(() -> Format.of(config.sources().get(0)));
    SourceRows source =
        switch (format) {
          case CSV -> CsvSource.open(spark, config, typing);
          case SAS -> SasSource.open(spark, config.sources());
          case PARQUET -> ParquetSource.open(spark, config.sources());
        };
    List<String> absent =
        typing.toTable().key().stream().filter(key -> !source.names().contains(key)).toList();
    if (!absent.isEmpty()) {
      source.close();
      throw new RefusedInputException(
          "%s lacks the column(s) %s of the key; it has %s. Correct its header, the separator, or the typing file %s"
              .formatted(config.sources(), absent, source.names(), config.typing()));
    }
    return source;
  }

  private void checkShare(ParsedRows parsed, String runId) {
    if (parsed.read() == 0) {
      throw new RefusedInputException(
          "%s has no rows: nothing was imported into %s"
              .formatted(config.sources(), config.target()));
    }
    if (parsed.rejected() > recap.maxRejectShare() * parsed.read()) {
      TableName rejects = RejectsTable.of(config.target());
      new TableWriter(spark, settings).write(parsed.rejects(), rejects, Rejects.TABLE, runId);
      throw new TooManyRejectsException(
          "%d of %d rows of %s were rejected, more than the share of %s that is allowed: %s was left as it was. Read the reasons in %s; allow more with max-reject-share"
              .formatted(
                  parsed.rejected(),
                  parsed.read(),
                  config.sources(),
                  recap.maxRejectShare(),
                  config.target(),
                  rejects));
    }
  }

  private static void checkBalance(ParsedRows parsed, List<TableWriter.Written> written) {
    long kept = written.get(0).rows();
    if (kept + parsed.rejected() != parsed.read()) {
      throw new IllegalStateException(
          "%d rows were read but %d are written and %d rejected: nothing was published"
              .formatted(parsed.read(), kept, parsed.rejected()));
    }
  }
}
