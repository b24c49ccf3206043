package fr.recap.sql;

import fr.recap.config.RecapConfig;
import fr.recap.models.ModelRef;
import fr.recap.nomenclature.TrainNomenclature;
import fr.recap.runtime.SessionSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.internal.SQLConf;
import scala.collection.JavaConverters;

/**
 * The published coders that a session's settings name. The version is chosen when a query first
 * needs it, and stays for the life of the driver.
 */
final class SessionModels {
  private static final Map<Wanted, ModelRef> CHOSEN = new ConcurrentHashMap<>();

  private record Wanted(SessionSettings settings, String nomenclature) {}

  private SessionModels() {}

  /**
   * The coder of a nomenclature.
   *
   * @throws fr.recap.config.ConfigException if there is no such nomenclature or none is published
   */
  static ModelRef of(String nomenclature) {
    SessionSettings settings =
        SessionSettings.of(JavaConverters.mapAsJavaMap(SQLConf.get().getAllConfs()));
    return CHOSEN.computeIfAbsent(new Wanted(settings, nomenclature), SessionModels::choose);
  }

  private static ModelRef choose(Wanted wanted) {
    RecapConfig config = wanted.settings().load();
    try {
      return ModelRef.resolve(
          config,
          TrainNomenclature.model(wanted.nomenclature()),
          config.nomenclature(wanted.nomenclature()).model());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The store %s can't be read (setting %s): %s"
              .formatted(config.store().root(), SessionSettings.FILES, e.getMessage()),
          e);
    }
  }
}
