package fr.recap.sql;

import fr.recap.config.ConfigException;
import fr.recap.config.ConfigLoader;
import fr.recap.config.RecapConfig;
import fr.recap.models.ModelRef;
import fr.recap.nomenclature.TrainNomenclature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.internal.SQLConf;
import scala.collection.JavaConverters;

/**
 * The published coders that a session's settings name: {@code spark.recap.config}, files of
 * settings with commas between, and {@code spark.recap.set.<key>}, single ones. The version is
 * chosen when a query first needs it, and stays for the life of the driver.
 */
final class SessionModels {
  static final String CONFIG = "spark.recap.config";
  static final String SET = "spark.recap.set.";

  private static final Map<Wanted, ModelRef> CHOSEN = new ConcurrentHashMap<>();

  private record Wanted(String files, Map<String, String> settings, String nomenclature) {}

  private SessionModels() {}

  /**
   * The coder of a nomenclature.
   *
   * @throws ConfigException if there is no such nomenclature or none is published
   */
  static ModelRef of(String nomenclature) {
    Map<String, String> settings = new TreeMap<>();
    JavaConverters.mapAsJavaMap(SQLConf.get().getAllConfs())
        .forEach(
            (key, value) -> {
              if (key.startsWith(SET)) {
                settings.put(key.substring(SET.length()), value);
              }
            });
    String files = SQLConf.get().getConfString(CONFIG, "");
    return CHOSEN.computeIfAbsent(new Wanted(files, settings, nomenclature), SessionModels::choose);
  }

  private static ModelRef choose(Wanted wanted) {
    List<Path> files =
        Arrays.stream(wanted.files().split(",", -1))
            .map(String::strip)
            .filter(file -> !file.isEmpty())
            .map(Path::of)
            .toList();
    RecapConfig config = ConfigLoader.load(files, wanted.settings());
    try {
      return ModelRef.resolve(
          config,
          TrainNomenclature.model(wanted.nomenclature()),
          config.nomenclature(wanted.nomenclature()).model());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The store %s can't be read (setting %s): %s"
              .formatted(config.store().root(), CONFIG, e.getMessage()),
          e);
    }
  }
}
