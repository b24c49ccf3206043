package fr.recap.postgres;

import fr.recap.config.PostgresSettings;
import fr.recap.config.TableName;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** Imports files into a table by a typing file. */
public final class ImportTable {
  private final SparkSession spark;
  private final Config config;
  private final PostgresSettings settings;

  public ImportTable(SparkSession spark, Config config, PostgresSettings settings) {
    this.spark = spark;
    this.config = config;
    this.settings = settings;
  }

  /** Formats of files. */
  public enum Format {
    CSV,
    SAS,
    PARQUET
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
   * @param maxRejectShare share of rejected rows above which nothing is published, 0 to 1
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
      boolean force,
      double maxRejectShare) {
    public Config {
      sources = List.copyOf(sources);
    }

    /** A UTF-8 file with commas, double quotes and a header; at most 5 % rejects, no force. */
    public static Config of(List<String> sources, Path typing, TableName target) {
      return new Config(
          sources,
          Optional.empty(),
          ',',
          '"',
          StandardCharsets.UTF_8,
          true,
          typing,
          target,
          false,
          0.05);
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

  public Result execute() {
    if (spark.version() != null) {
      throw new UnsupportedOperationException(config + " on " + settings.url());
    }
    return null;
  }
}
