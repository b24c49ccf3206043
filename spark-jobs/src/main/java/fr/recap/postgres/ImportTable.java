package fr.recap.postgres;

import fr.recap.config.ConfigException;
import fr.recap.config.ImportMode;
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
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
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
 *
 * <p>An import may add a delivery to a table that has rows: of a key that the table has already,
 * the row of the table stays ({@link ImportMode#APPEND}; the delivery's is a reject that tells its
 * key alone, and counts for {@code max-reject-share} as any other, since hardly anybody means to
 * append what is there) or the delivery's replaces it ({@link ImportMode#UPSERT}). The rejects of
 * earlier deliveries stay. A delivery is known by the bytes of its files, whatever their names and
 * order, the typing file, the encoding and the mode: the same one again does nothing, unless the
 * table has been replaced, dropped or emptied since. Rows that somebody else has put into the table
 * with keys of the delivery, while it was made ready, make it end as refused.
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
   * @param recap the database, the store for sources in it, and the share of rejects above which
   *     nothing is published
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
   * @param sources files, or folders and patterns of files, local or of a Hadoop file system;
   *     {@code s3a://} is reached by the endpoint and keys of the store
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
   * @param mode what is done with an existing table
   * @param fewColumns whether the source may lack more than half of the typing file's columns
   * @param exported whether files are as {@code recap export} and {@code recap sql} write them: in
   *     a CSV an empty field in quotes is an empty text, not null, and formulas were guarded by an
   *     apostrophe; those of folders within a folder are read too
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
      ImportMode mode,
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

    /** A UTF-8 file with double quotes and a header, for a new table. */
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
          ImportMode.NEW,
          false,
          false);
    }

    /** The same of a format, replacing a table that exists. */
    public Config replacing(Format of) {
      return with(Optional.of(of), ImportMode.FORCE);
    }

    /** The same with another mode. */
    public Config with(ImportMode other) {
      return with(format, other);
    }

    private Config with(Optional<Format> otherFormat, ImportMode otherMode) {
      return new Config(
          sources,
          otherFormat,
          separator,
          quote,
          encoding,
          header,
          typing,
          target,
          otherMode,
          fewColumns,
          exported);
    }
  }

  /**
   * What was imported: rowsRead = rowsWritten + rowsRejected.
   *
   * @param runId the run; of a repeated delivery the one that imported it
   * @param rowsReplaced those among the written ones whose keys the table had; the others were
   *     added
   * @param earlier when the delivery was imported, if it had been: then nothing was done, and all
   *     counts are 0
   * @param rejectsTable table with the rejects of the run, if there are any
   * @param missingColumns columns of the typing file that the source lacks; they are null
   * @param ignoredColumns columns of the source that the typing file lacks
   * @param notes what was found out about the source, for people
   */
  public record Result(
      String runId,
      long rowsRead,
      long rowsWritten,
      long rowsReplaced,
      long rowsRejected,
      Optional<String> earlier,
      Optional<TableName> rejectsTable,
      List<String> missingColumns,
      List<String> ignoredColumns,
      List<String> notes,
      Duration duration) {
    static Result repeated(Deliveries.Earlier earlier, Duration duration) {
      return new Result(
          earlier.runId(),
          0,
          0,
          0,
          0,
          Optional.of(earlier.at()),
          Optional.empty(),
          List.of(),
          List.of(),
          List.of(),
          duration);
    }
  }

  /**
   * Looks at what can be told without servers and sources.
   *
   * @throws ConfigException if an option or the typing file is wrong
   */
  public static void check(Config config) {
    checked(config);
  }

  private static TypingFile checked(Config config) {
    TypingFile typing = TypingFile.read(config.typing());
    refuseReserved(config.target());
    RejectsTable.of(config.target());
    format(config);
    if (config.mode().adds() && typing.toTable().key().isEmpty()) {
      throw new ConfigException(
          "Rows can't be added to %s, as %s has no PRIMARY KEY that tells them apart: name its key, or replace the table with --force (mode = force)"
              .formatted(config.target(), config.typing()));
    }
    return typing;
  }

  /**
   * Imports.
   *
   * @throws ConfigException if an option or the typing file is wrong
   * @throws RefusedInputException if the target exists and is not to be changed, can't be replaced
   *     or added to, is being written by another run or gets keys of the delivery from somebody
   *     else, or a source is absent, empty, can't be read to its end, or lacks a column of the key
   *     or over half of all columns
   * @throws TooManyRejectsException if nothing was published for the share of rejects
   */
  public Result execute() {
    TypingFile typing = checked(config);
    TableName rejectsTable = RejectsTable.of(config.target());
    Run run = Run.start("import", recap.rendered());
    Prepared prepared =
        new Postgres(settings).inTransaction(connection -> prepare(connection, typing));
    Map<TableName, Table> targets =
        Map.of(config.target(), prepared.written(), rejectsTable, Rejects.TABLE);
    return RunLock.holding(recap, run, targets, () -> execute(typing, rejectsTable, run));
  }

  private Result execute(TypingFile typing, TableName rejectsTable, Run run) {
    // Another run may have made it until this one had the lock.
    Postgres postgres = new Postgres(settings);
    Prepared prepared = postgres.inTransaction(connection -> prepare(connection, typing));
    String delivery = "";
    if (config.mode().adds()) {
      String fingerprint = fingerprint(typing);
      Optional<Deliveries.Earlier> earlier =
          postgres.inTransaction(
              connection ->
                  Deliveries.find(
                      connection, recap.tables().runManifest(), config.target(), fingerprint));
      if (earlier.isPresent()) {
        return Result.repeated(earlier.get(), run.elapsed());
      }
      delivery = fingerprint;
      run.counted(
          Deliveries.BEFORE,
          postgres.exists(config.target()) ? postgres.count(config.target()) : 0);
    }
    SourceRows source = open(typing);
    try (ParsedRows parsed = parse(source, typing, prepared.server(), run.id())) {
      checkShare(parsed, run.id());
      run.read(String.join(", ", config.sources()), parsed.read(), delivery).ended("parse");
      List<TableWriter.Output> outputs = new ArrayList<>();
      Table written = prepared.written();
      outputs.add(output(written.complete(parsed.rows()), config.target(), written));
      if (parsed.rejected() > 0) {
        outputs.add(rejectsOutput(parsed.rejects(), rejectsTable));
      }
      TableWriter.Written rows = write(outputs, parsed, run);
      long rejected = parsed.rejected() + rows.rejected();
      return new Result(
          run.id(),
          parsed.read(),
          rows.rows(),
          rows.replaced(),
          rejected,
          Optional.empty(),
          rejected > 0 ? Optional.of(rejectsTable) : Optional.empty(),
          source.missing(typing),
          ignored(source, typing),
          source.notes(),
          run.elapsed());
    }
  }

  private TableWriter.Written write(List<TableWriter.Output> outputs, ParsedRows parsed, Run run) {
    try {
      return new TableWriter(spark, settings)
          .write(
              outputs,
              run,
              staged -> check(parsed, staged.get(0)),
              config.mode() == ImportMode.NEW ? config.target() : null,
              staged -> {
                staged.forEach(output -> run.wrote(output.target(), output.rows()));
                TableWriter.Written written = staged.get(0);
                if (config.mode().adds()) {
                  run.counted("rows added", written.rows() - written.replaced());
                  run.counted("rows replaced", written.replaced());
                }
                return run.ended("write")
                    .finish(parsed.read(), written.rows(), parsed.rejected() + written.rejected());
              },
              recap.tables().runManifest())
          .get(0);
    } catch (TooManyKnownException e) {
      // What was staged is gone with its rejects.
      try (PostgresSnapshot snapshot = PostgresSnapshot.open(spark, settings)) {
        Dataset<Row> known =
            snapshot.read(config.target(), parsed.table().only(parsed.table().telling()));
        writeRejects(parsed.rejectsWith(known, config.mode() == ImportMode.APPEND), run.id());
      }
      throw new TooManyRejectsException(e.getMessage());
    }
  }

  private TableWriter.Output output(Dataset<Row> rows, TableName target, Table table) {
    return switch (config.mode()) {
      case NEW, FORCE -> new TableWriter.Output(rows, target, table);
      case APPEND -> TableWriter.Output.appended(rows, target, table);
      case UPSERT -> TableWriter.Output.merged(rows, target, table);
    };
  }

  /** Rejects have no key: where rows are added, all rejects are. */
  private TableWriter.Output rejectsOutput(Dataset<Row> rows, TableName rejects) {
    return config.mode().adds()
        ? TableWriter.Output.appended(rows, rejects, Rejects.TABLE)
        : new TableWriter.Output(rows, rejects, Rejects.TABLE);
  }

  private void writeRejects(Dataset<Row> rejects, String runId) {
    new TableWriter(spark, settings)
        .write(List.of(rejectsOutput(rejects, RejectsTable.of(config.target()))), runId);
  }

  private Map<String, String> access() {
    return SourceFiles.access(config.sources(), recap.store());
  }

  private String fingerprint(TypingFile typing) {
    Configuration hadoop = SourceFiles.hadoop(spark, access());
    List<String> files =
        format(config) == Format.PARQUET || config.exported()
            ? SourceFiles.expandDeep(hadoop, config.sources())
            : SourceFiles.expand(hadoop, config.sources());
    return Deliveries.fingerprint(spark, hadoop, files, config, typing);
  }

  private static void refuseReserved(TableName target) {
    String schema = target.schema();
    if (schema != null
        && (schema.startsWith("pg_")
            || schema.equals("information_schema")
            || schema.equals(Staging.SCHEMA))) {
      throw new ConfigException(
          "The schema of %s is kept by %s for itself: import into another one"
              .formatted(target, schema.equals(Staging.SCHEMA) ? "recap-spark" : "PostgreSQL"));
    }
  }

  /**
   * What the server tells before any row is read.
   *
   * @param server which texts it takes
   * @param written the columns of the typing file, and where rows are added those that the table
   *     has besides, as jobs add them ({@code geocode}): they are null in the rows that come
   */
  private record Prepared(ServerText server, Table written) {}

  private Prepared prepare(Connection connection, TypingFile typing) throws SQLException {
    if (config.mode() == ImportMode.NEW && Postgres.exists(connection, config.target())) {
      throw new RefusedInputException(
          "The table %s exists already: give --force to replace it, --append or --upsert to add to it, or another name"
              .formatted(config.target()));
    }
    Table written = typing.toTable();
    if (config.mode().adds()) {
      written = written.followedBy(UsersTables.nullable(connection, config.target()));
      TargetState.of(connection, config.target(), written).refuseToMerge();
    }
    return new Prepared(ServerText.of(connection), written);
  }

  /** An exported CSV of one column has a nameless one beside it, which nobody needs to know. */
  private List<String> ignored(SourceRows source, TypingFile typing) {
    return source.ignored(typing).stream()
        .filter(name -> !config.exported() || !name.equals(SourceRows.NAMELESS))
        .toList();
  }

  private static Format format(Config config) {
    return config.format().orElseGet(() -> Format.of(config.sources().get(0)));
  }

  private SourceRows open(TypingFile typing) {
    Configuration hadoop = SourceFiles.hadoop(spark, access());
    SourceRows source =
        switch (format(config)) {
          case CSV -> CsvSource.open(spark, hadoop, config, typing);
          case SAS -> SasSource.open(spark, hadoop, config.sources(), typing);
          case PARQUET ->
              ParquetSource.open(spark, access(), config.sources(), typing, config.exported());
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
      boolean guarded = config.exported() && format(config) == Format.CSV;
      return ParsedRows.of(source, typing, server, config.exported(), guarded, runId);
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
      writeRejects(parsed.rejects(), runId);
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

  private void check(ParsedRows parsed, TableWriter.Written written) {
    long known = config.mode().adds() ? written.rejected() : 0;
    long rejected = parsed.rejected() + known;
    if (written.rows() + rejected != parsed.read()) {
      throw new IllegalStateException(
          "%d rows were read but %d are written and %d rejected: nothing was published"
              .formatted(parsed.read(), written.rows(), rejected));
    }
    if (known > 0 && rejected > recap.maxRejectShare() * parsed.read()) {
      throw new TooManyKnownException(
          "%d of %d rows of %s were rejected, %d of them as %s has their keys%s already, more than the share of %s that is allowed: it was left as it was. %sead all reasons in %s; allow more with max-reject-share"
              .formatted(
                  rejected,
                  parsed.read(),
                  config.sources(),
                  known,
                  config.target(),
                  parsed.table().unique().isEmpty() ? "" : " or values that are UNIQUE",
                  recap.maxRejectShare(),
                  config.mode() == ImportMode.APPEND
                      ? "--upsert replaces rows of the same key; r"
                      : "R",
                  RejectsTable.of(config.target())));
    }
  }

  /** Too many rejects, whose reasons are not written yet. */
  private static final class TooManyKnownException extends RefusedInputException {
    TooManyKnownException(String message) {
      super(message);
    }
  }
}
