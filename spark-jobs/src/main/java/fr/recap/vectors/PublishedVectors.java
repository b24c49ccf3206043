package fr.recap.vectors;

import fr.recap.config.FasttextSettings;
import fr.recap.config.RecapConfig;
import fr.recap.models.LoadedModels;
import fr.recap.models.ModelRef;
import fr.recap.models.ModelStore;
import fr.recap.models.Verifier;
import fr.recap.udfs.vectors.MappedVectors;
import fr.recap.udfs.vectors.VectorsEngine;
import fr.recap.udfs.vectors.WordVectors;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A published version of word vectors. It travels to executors as a name; each machine fetches the
 * file once, each JVM opens it once.
 */
public record PublishedVectors(ModelRef ref, VectorsEngine engine) implements Serializable {
  /** Name of the model in the store. */
  public static final String MODEL = "VECTORS";

  /** The file in a version's folder. */
  static final String FILE = "vectors.bin";

  /**
   * The version of the settings ({@code fasttext.vectors}), else the newest.
   *
   * @throws fr.recap.config.ConfigException if there is none
   */
  public static PublishedVectors resolve(RecapConfig config) throws IOException {
    return resolve(config, config.fasttext().vectors());
  }

  /**
   * A version.
   *
   * @param version empty for the newest
   * @throws fr.recap.config.ConfigException if there is none
   */
  public static PublishedVectors resolve(RecapConfig config, Optional<String> version)
      throws IOException {
    return new PublishedVectors(
        ModelRef.resolve(config, MODEL, version), VectorsEngine.of(config.fasttext().engine()));
  }

  /**
   * The version that a setting of a coder names, which may be {@link FasttextSettings#NEWEST} or
   * {@link FasttextSettings#NEWEST_IF_ANY}.
   *
   * @param setting empty for none
   * @throws fr.recap.config.ConfigException if there is no such version
   */
  public static Optional<PublishedVectors> ofSetting(RecapConfig config, Optional<String> setting)
      throws IOException {
    if (setting.filter(FasttextSettings.NEWEST_IF_ANY::equals).isPresent()) {
      return anyPublished(config)
          ? Optional.of(resolve(config, Optional.empty()))
          : Optional.empty();
    }
    return setting.isEmpty()
        ? Optional.empty()
        : Optional.of(
            resolve(config, setting.filter(version -> !version.equals(FasttextSettings.NEWEST))));
  }

  private static boolean anyPublished(RecapConfig config) throws IOException {
    try (ModelStore store = ModelStore.open(config.store())) {
      return store.latest(MODEL).isPresent();
    }
  }

  /** The local file, fetched unless it is there already. */
  public Path file() throws IOException {
    return ref.fetch().resolve(FILE);
  }

  /** The vectors, opened by the first task of this JVM that asks. */
  public WordVectors get() {
    VectorsEngine chosen = engine;
    return LoadedModels.get(ref, WordVectors.class, folder -> chosen.open(folder.resolve(FILE)));
  }

  /** Opens the file and looks up its most frequent word. */
  public static Verifier verifier() {
    return folder -> {
      try (MappedVectors vectors = MappedVectors.open(folder.resolve(FILE))) {
        if (vectors.vocabulary().words() == 0) {
          throw new IllegalStateException("The vectors have no word");
        }
        for (float value : vectors.word(vectors.vocabulary().word(0))) {
          if (!Float.isFinite(value)) {
            throw new IllegalStateException(
                "The vector of %s is no number".formatted(vectors.vocabulary().word(0)));
          }
        }
      }
    };
  }
}
