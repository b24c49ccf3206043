package fr.recap.runtime;

import fr.recap.config.ConfigLoader;
import fr.recap.config.RecapConfig;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import scala.collection.JavaConverters;

/**
 * The campaign that a Spark session works for, so that functions in SQL find its models: {@value
 * #FILES}, files of settings with commas between, and {@code spark.recap.set.<key>}, single ones.
 *
 * @param files as {@code --config} gives them to a job, the last one the strongest
 * @param settings by their full keys, stronger than the files
 */
public record SessionSettings(List<Path> files, Map<String, String> settings) {
  /** Spark setting: files of settings. */
  public static final String FILES = "spark.recap.config";

  /** What Spark settings begin with that are one setting each. */
  public static final String SET = "spark.recap.set.";

  /** Copies both. */
  public SessionSettings {
    files = List.copyOf(files);
    settings = Map.copyOf(settings);
  }

  /** Those of a session. */
  public static SessionSettings of(SparkSession spark) {
    return of(JavaConverters.mapAsJavaMap(spark.conf().getAll()));
  }

  /**
   * Those among the settings of Spark.
   *
   * @param spark all settings of a session
   */
  public static SessionSettings of(Map<String, String> spark) {
    Map<String, String> settings = new TreeMap<>();
    spark.forEach(
        (key, value) -> {
          if (key.startsWith(SET)) {
            settings.put(key.substring(SET.length()), value);
          }
        });
    List<Path> files =
        Arrays.stream(spark.getOrDefault(FILES, "").split(",", -1))
            .map(String::strip)
            .filter(file -> !file.isEmpty())
            .map(Path::of)
            .toList();
    return new SessionSettings(files, settings);
  }

  /** Makes them those of a session. */
  public void putInto(SparkSession spark) {
    spark.conf().set(FILES, files.stream().map(Path::toString).collect(Collectors.joining(",")));
    settings.forEach((key, value) -> spark.conf().set(SET + key, value));
  }

  /**
   * Loads them.
   *
   * @throws fr.recap.config.ConfigException if one is wrong
   */
  public RecapConfig load() {
    return ConfigLoader.load(files, settings);
  }
}
