package fr.recap.vectors;

import fr.recap.config.ConfigException;
import fr.recap.config.RecapConfig;
import fr.recap.models.ModelRef;
import fr.recap.runtime.SessionSettings;
import fr.recap.udfs.vectors.LoadedVectors;
import fr.recap.udfs.vectors.VectorsEngine;
import fr.recap.udfs.vectors.WordVectors;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * Where the vectors of a name come from: an absolute path stands for a file that every machine has;
 * anything else is a published version of the store.
 *
 * <p>The store is that of {@link SessionSettings}, with the secrets of the environment.
 */
final class VectorsSource implements Serializable {
  private static final long serialVersionUID = 1L;

  /** One of the two is null. */
  private final String path;

  private final PublishedVectors published;
  private final VectorsEngine engine;

  private VectorsSource(String path, PublishedVectors published, VectorsEngine engine) {
    this.path = path;
    this.published = published;
    this.engine = engine;
  }

  /**
   * Finds vectors; the version must exist, the file is opened later.
   *
   * @throws ConfigException if there is no such version
   */
  static VectorsSource of(SparkSession spark, String name) {
    RecapConfig config = SessionSettings.of(spark).load();
    VectorsEngine engine = VectorsEngine.of(config.fasttext().engine());
    if (Path.of(name).isAbsolute()) {
      return new VectorsSource(name, null, engine);
    }
    try {
      ModelRef ref = ModelRef.resolve(config, PublishedVectors.MODEL, Optional.of(name));
      return new VectorsSource(null, new PublishedVectors(ref, engine), engine);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The store %s can't be read; name the settings files in %s"
              .formatted(config.store().root(), SessionSettings.FILES),
          e);
    }
  }

  /** Those of a version that was found already. */
  static VectorsSource of(PublishedVectors published) {
    return new VectorsSource(null, published, published.engine());
  }

  WordVectors get() {
    return path == null ? published.get() : LoadedVectors.get(Path.of(path), engine);
  }
}
