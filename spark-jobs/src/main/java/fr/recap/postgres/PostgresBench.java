package fr.recap.postgres;

import fr.recap.config.PostgresSettings;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** Measures reads and writes beside those of Spark's own JDBC source, in one run. */
public final class PostgresBench {
  private final SparkSession spark;
  private final Config config;
  private final PostgresSettings settings;

  public PostgresBench(SparkSession spark, Config config, PostgresSettings settings) {
    this.spark = spark;
    this.config = config;
    this.settings = settings;
  }

  /**
   * What to measure.
   *
   * @param rows rows of the table, at least 1
   * @param repeats measures of each way, at least 1; the median counts
   * @param json file for the figures
   */
  public record Config(long rows, int repeats, Path json) {}

  /** The figures of one way; rates in rows a second. */
  public record Measure(String name, List<Double> rates, double median) {}

  /** All figures, and the printed table. */
  public record Result(List<Measure> measures, String table) {}

  public Result execute() {
    if (spark.version() != null) {
      throw new UnsupportedOperationException(config + " on " + settings.url());
    }
    return null;
  }
}
