package fr.recap.models;

import fr.recap.config.ConfigException;
import fr.recap.config.RecapConfig;
import fr.recap.config.Secret;
import fr.recap.config.StoreSettings;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A published version, or a training, that each executor fetches by itself.
 *
 * @param store where it lies
 * @param name of the model
 * @param version published version, such as {@code NAF_2026-11-24}, or path of a training
 * @param workDirectory folder on the local disk of each machine that keeps the copies
 */
public record ModelRef(StoreSettings store, String name, String version, String workDirectory)
    implements Serializable {

  /**
   * The version that is asked for, else the newest.
   *
   * @throws ConfigException if there is none
   */
  public static ModelRef resolve(RecapConfig config, String name, Optional<String> version)
      throws IOException {
    try (ModelStore store = ModelStore.open(config.store())) {
      return new ModelRef(
          config.store(),
          name,
          store.resolve(name, version).version(),
          config.workDirectory().toString());
    }
  }

  /** The training that the version comes from, as a version of its own. */
  public ModelRef ofTraining() throws IOException {
    return new ModelRef(store, name, manifest().training(), workDirectory);
  }

  /** The local folder with its files, fetched from the store if it isn't there yet. */
  public Path fetch() throws IOException {
    try (ModelStore opened = ModelStore.open(store)) {
      return opened.fetch(name, version, Path.of(workDirectory));
    }
  }

  /** The manifest of the version. */
  public ModelManifest manifest() throws IOException {
    try (ModelStore opened = ModelStore.open(store)) {
      return opened.version(name, version);
    }
  }

  @Override
  public String toString() {
    return version;
  }

  /** Optional values can't be serialised, so that another form goes to the executors. */
  private Object writeReplace() {
    return new Wire(
        store.root(),
        store.endpoint().orElse(null),
        store.region(),
        store.pathStyle(),
        store.accessKey().orElse(null),
        store.secretKey().orElse(null),
        store.sessionToken().orElse(null),
        store.cacheBytes(),
        name,
        version,
        workDirectory);
  }

  private record Wire(
      String root,
      String endpoint,
      String region,
      boolean pathStyle,
      Secret accessKey,
      Secret secretKey,
      Secret sessionToken,
      long cacheBytes,
      String name,
      String version,
      String workDirectory)
      implements Serializable {
    private Object readResolve() {
      return new ModelRef(
          new StoreSettings(
              root,
              Optional.ofNullable(endpoint),
              region,
              pathStyle,
              Optional.ofNullable(accessKey),
              Optional.ofNullable(secretKey),
              Optional.ofNullable(sessionToken),
              cacheBytes),
          name,
          version,
          workDirectory);
    }
  }
}
