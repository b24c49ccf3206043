package fr.recap.cli;

import fr.recap.config.ConfigException;
import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.postgres.PostgresSnapshot;
import fr.recap.runtime.Sessions;
import fr.recap.sql.CampaignQuery;
import fr.recap.sql.CsvExport;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;

/** {@code recap sql}. */
final class SqlJob extends Job {
  private static final int WIDEST_CELL = 60;

  private final List<String> queries = new ArrayList<>();
  private int rows = 20;
  private Optional<String> output = Optional.empty();
  private String format = "parquet";
  private boolean force;
  private boolean formulas;

  SqlJob() {
    super("sql");
  }

  @Override
  protected void declare(Options options) {
    options.arguments("query", queries::add);
    options.values("rows", rows);
    options.number("rows", 1, 10_000, value -> rows = Math.toIntExact(value));
    options.text("output", "folder", value -> output = Optional.of(value));
    options.text("format", "name", this::format);
    options.flag("formulas", () -> formulas = true);
    options.flag("force", () -> force = true);
  }

  private void format(String name) {
    if (!List.of("parquet", "csv").contains(name)) {
      throw new ConfigException("--format must be parquet or csv, cannot be: " + name);
    }
    format = name;
  }

  @Override
  protected void execute(RecapConfig config, PrintStream out) {
    if (queries.size() != 1) {
      throw new ConfigException(
          "sql needs one query in quotes, got %d words: recap sql \"SELECT count(*) FROM %s\""
              .formatted(queries.size(), config.tables().forms()));
    }
    SparkSession spark = spark();
    refuseExisting(spark);
    try (PostgresSnapshot snapshot = PostgresSnapshot.open(spark, config.postgres())) {
      Dataset<Row> found =
          new CampaignQuery(spark, snapshot, config.elasticsearch()).rows(queries.get(0));
      Sessions.describe(spark, "sql");
      if (output.isEmpty()) {
        show(found, out);
        return;
      }
      write(found, output.get());
      out.println("Written to " + output.get());
      if (format.equals("csv")) {
        out.println("recap import --exported reads it back as it was");
      }
    }
  }

  private void write(Dataset<Row> found, String folder) {
    if (format.equals("csv")) {
      CsvExport.write(found, folder, !formulas);
    } else {
      found.write().mode(SaveMode.Overwrite).format(format).save(folder);
    }
  }

  /** As a table; a single column of texts, as DESCRIBE gives, line by line. */
  private void show(Dataset<Row> found, PrintStream out) {
    if (found.columns().length == 1
        && found.schema().fields()[0].dataType().equals(DataTypes.StringType)) {
      found.takeAsList(rows).forEach(row -> out.println(row.getString(0)));
    } else {
      out.print(found.showString(rows, WIDEST_CELL, false));
    }
  }

  private void refuseExisting(SparkSession spark) {
    if (output.isEmpty() || force) {
      return;
    }
    Path folder = new Path(output.get());
    try {
      FileSystem files = folder.getFileSystem(spark.sparkContext().hadoopConfiguration());
      if (files.exists(folder)) {
        throw new RefusedInputException(
            "There is something at %s already: give another --output, or --force to replace it"
                .formatted(folder));
      }
    } catch (IOException e) {
      throw new ConfigException("--output %s can't be reached: %s".formatted(folder, e), e);
    }
  }
}
