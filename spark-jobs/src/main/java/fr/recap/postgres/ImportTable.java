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
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.spark.sql.SparkSession;

/**
 * Imports files into a table by a typing file. Nothing is lost: every row that was read is in the
 * table or in {@code <target>_rejects} with its place and reason.
 *
 * <p>Columns that the source lacks become null (and are told), those that the typing file lacks are
 * ignored (and told). Names match without regard to case. Empty values are null. Keys and
 * identifiers of the register are cleaned ({@link fr.recap.udfs.codes.Keys}, {@link
 * fr.recap.udfs.codes.Identifier}), other texts stay as they are. Of the rows that share a key the
 * first of the source is kept. If more rows are rejected than {@code max-reject-share}, the target
 * is left as it was, and the rejects are there to be read.
 */
public final class ImportTable {
  private static final int MOST_SHOWN = 300;

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
      String name = source.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
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
   * @param separator between fields of a CSV; empty: that of comma, semicolon, tab and bar by which
   *     most columns are found
   * @param quote around fields of a CSV that contain the separator
   * @param encoding of a CSV; a byte order mark is stronger, and ISO-8859-1 stands for windows-1252
   * @param header whether the first line of each CSV names the columns; else they are those of the
   *     typing file, in its order
   * @param typing the typing file
   * @param target the table
   * @param force whether an existing table is replaced
   * @param fewColumns whether the source may lack more than half of the typing file's columns
   * @param exported whether a CSV is as {@code recap sql} wrote it: an empty field in quotes is an
   *     empty text, not null, and formulas were guarded by an apostrophe
   */
  public record Config(
      List<String> sources,
      Optional<Format> format,
      Optional<Character> separator,
      char quote,
      Charset encoding,
      boolean header,
      Path typing,
      TableName target,
      boolean force,
      boolean fewColumns,
      boolean exported) {
    public Config {
      sources = List.copyOf(sources);
      if (sources.isEmpty()) {
        throw new ConfigException("An import needs at least one source file");
      }
      if (separator.isPresent() && separator.get() == quote) {
        throw new ConfigException(
            "Separator and quote of a CSV must differ, cannot both be: " + quote);
      }
    }

    /** A UTF-8 file with double quotes and a header; no force. */
    public static Config of(List<String> sources, Path typing, TableName target) {
      return new Config(
          sources,
          Optional.empty(),
          Optional.empty(),
          '"',
          StandardCharsets.UTF_8,
          true,
          typing,
          target,
          false,
          false,
          false);
    }

    /** The same of a format, replacing a table that exists. */
    public Config replacing(Format of) {
      return new Config(
          sources,
          Optional.of(of),
          separator,
          quote,
          encoding,
          header,
          typing,
          target,
          true,
          fewColumns,
          exported);
    }
  }

  /**
   * What was imported: rowsRead = rowsWritten + rowsRejected.
   *
   * @param rejectsTable table with the rejects of the run, if there are any
   * @param missingColumns columns of the typing file that the source lacks; they are null
   * @param ignoredColumns columns of the source that the typing file lacks
   * @param notes what was found out about the source, for people
   */
  public record Result(
      String runId,
      long rowsRead,
      long rowsWritten,
      long rowsRejected,
      Optional<TableName> rejectsTable,
      List<String> missingColumns,
      List<String> ignoredColumns,
      List<String> notes,
      Duration duration) {}

  /**
   * Imports.
   *
   * @throws ConfigException if an option or the typing file is wrong
   * @throws RefusedInputException if the target exists and is not forced, can't be replaced or is
   *     being written by another run, or a source is absent, empty, can't be read to its end, or
   *     lacks a column of the key or over half of all columns
   * @throws TooManyRejectsException if nothing was published for the share of rejects
   */
  public Result execute() {
    TypingFile typing = TypingFile.read(config.typing());
    refuseReserved();
    TableName rejectsTable = RejectsTable.of(config.target());
    Run run = Run.start("import", recap.rendered());
    Map<TableName, Table> targets =
        Map.of(config.target(), typing.toTable(), rejectsTable, Rejects.TABLE);
    new Postgres(settings).inTransaction(this::prepare);
    return RunLock.holding(recap, run, targets, () -> execute(typing, rejectsTable, run));
  }

  private Result execute(TypingFile typing, TableName rejectsTable, Run run) {
    // Another run may have made it until this one had the lock.
    ServerText server = new Postgres(settings).inTransaction(this::prepare);
    String runId = run.id();
    SourceRows source = open(typing);
    try (ParsedRows parsed = parse(source, typing, server, runId)) {
      checkShare(parsed, runId);
      run.read(String.join(", ", config.sources()), parsed.read()).ended("parse");
      List<TableWriter.Output> outputs = new ArrayList<>();
      outputs.add(new TableWriter.Output(parsed.rows(), config.target(), typing.toTable()));
      Optional<TableName> rejects = Optional.empty();
      if (parsed.rejected() > 0) {
        rejects = Optional.of(rejectsTable);
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
          source.notes(),
          run.elapsed());
    }
  }

  private void refuseReserved() {
    String schema = config.target().schema();
    if (schema != null
        && (schema.startsWith("pg_")
            || schema.equals("information_schema")
            || schema.equals(Staging.SCHEMA))) {
      throw new ConfigException(
          "The schema of %s is kept by %s for itself: import into another one"
              .formatted(
                  config.target(), schema.equals(Staging.SCHEMA) ? "recap-spark" : "PostgreSQL"));
    }
  }

  private ServerText prepare(Connection connection) throws SQLException {
    if (!config.force() && Postgres.exists(connection, config.target())) {
      throw new RefusedInputException(
          "The table %s exists already: give --force to replace it, or another name"
              .formatted(config.target()));
    }
    return ServerText.of(connection);
  }

  private SourceRows open(TypingFile typing) {
    Format format = config.format().orElseGet(() -> Format.of(config.sources().get(0)));
    SourceRows source =
        switch (format) {
          case CSV -> CsvSource.open(spark, config, typing);
          case SAS -> SasSource.open(spark, config.sources(), typing);
          case PARQUET -> ParquetSource.open(spark, config.sources(), typing);
        };
    List<String> missing = source.missing(typing);
    int all = typing.fields().size();
    int found = all - missing.size();
    if (found == 0 || (2 * found < all && !config.fewColumns())) {
      throw new RefusedInputException(
          "%s has %d of the %d columns of the typing file %s; it has %s. %s%s"
              .formatted(
                  config.sources(),
                  found,
                  all,
                  config.typing(),
                  shown(source.names()),
                  source.remedy(),
                  found == 0 ? "" : "; or give --few-columns if it has no more"));
    }
    List<String> absent = typing.toTable().key().stream().filter(missing::contains).toList();
    if (!absent.isEmpty()) {
      throw new RefusedInputException(
          "%s lacks the column(s) %s of the key; it has %s. %s"
              .formatted(config.sources(), absent, shown(source.names()), source.remedy()));
    }
    return source;
  }

  /** What was taken for a header may be anything. */
  private static String shown(List<String> names) {
    String all = names.toString();
    String start = all.length() <= MOST_SHOWN ? all : all.substring(0, MOST_SHOWN) + "...";
    return start.replaceAll("\\p{Cntrl}", "?");
  }

  private ParsedRows parse(SourceRows source, TypingFile typing, ServerText server, String runId) {
    try {
      return ParsedRows.of(source, typing, server, config.exported(), runId);
    } catch (Exception e) {
      // Spark throws checked exceptions that it doesn't declare.
      if (ExceptionUtils.indexOfType(e, RefusedInputException.class) < 0
          && ParquetSource.isUnreadable(e)) {
        throw new RefusedInputException(
            "%s can't be read to its end: %s. Get the whole files again"
                .formatted(config.sources(), ExceptionUtils.getRootCauseMessage(e)),
            e);
      }
      throw e;
    }
  }

  private void checkShare(ParsedRows parsed, String runId) {
    if (parsed.read() == 0) {
      throw new RefusedInputException(
          "%s has no rows: nothing was imported into %s"
              .formatted(config.sources(), config.target()));
    }
    if (parsed.rejected() > recap.maxRejectShare() * parsed.read()) {
      TableName rejects = RejectsTable.of(config.target());
      String reasons = parsed.reasons();
      new TableWriter(spark, settings).write(parsed.rejects(), rejects, Rejects.TABLE, runId);
      throw new TooManyRejectsException(
          "%d of %d rows of %s were rejected, more than the share of %s that is allowed: %s was left as it was. Most often: %s. Read all reasons in %s; allow more with max-reject-share"
              .formatted(
                  parsed.rejected(),
                  parsed.read(),
                  config.sources(),
                  recap.maxRejectShare(),
                  config.target(),
                  reasons,
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
