package fr.recap.register;

import fr.recap.config.ConfigException;
import fr.recap.config.RecapConfig;
import fr.recap.config.TableName;
import fr.recap.models.LoadedModels;
import fr.recap.models.ModelManifest;
import fr.recap.models.ModelRef;
import fr.recap.models.ModelStore;
import fr.recap.postgres.TableFingerprint;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * A published version of the register's index. It travels to executors as a name; each machine
 * fetches the files once, each JVM maps them once.
 */
public record PublishedRegister(ModelRef ref) implements Serializable {
  private static final String SERIES = "REGISTER_";

  /** Name in the store: registers of several years may be in one. */
  public static String series(RecapConfig config) {
    return SERIES + config.year();
  }

  /**
   * The version of the settings ({@code siret.register}), else the newest of the year.
   *
   * @throws ConfigException if there is none
   */
  public static PublishedRegister resolve(RecapConfig config) {
    try (ModelStore store = ModelStore.open(config.store())) {
      Optional<String> version = config.siret().register();
      if (version.isEmpty() && store.latest(series(config)).isEmpty()) {
        throw new ConfigException(
            "There is no index of the register of %d in %s: make it with 'recap index register', or set siret.plan = compact"
                .formatted(config.year(), config.store().root()));
      }
      ModelManifest chosen = store.resolve(series(config), version);
      store.requireAllowed(chosen);
      return new PublishedRegister(
          new ModelRef(
              config.store(),
              chosen.name(),
              chosen.version(),
              config.workDirectory().toString(),
              chosen.fingerprint()));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The store %s can't be read: %s".formatted(config.store().root(), e.getMessage()), e);
    }
  }

  /**
   * The same, once it is known to fit the tables: it scans them.
   *
   * @throws ConfigException if the register, its places or the training forms are not those that it
   *     was made of
   */
  public static PublishedRegister resolveFor(RecapConfig config) {
    PublishedRegister published = resolve(config);
    try {
      String made = published.ref().manifest().facts().dataFingerprint();
      String now = fingerprint(config);
      if (!made.equals(now)) {
        throw new ConfigException(
            "%s was not made of what %s, %s and %s hold now (it was made of %s, they are %s): make it anew with 'recap index register'"
                .formatted(
                    published.version(),
                    config.tables().sirus(),
                    config.tables().sirusGeo(),
                    config.tables().trainingForms(),
                    made,
                    now));
      }
      return published;
    } catch (IOException e) {
      throw new UncheckedIOException("The manifest of " + published.version(), e);
    }
  }

  /** Takes the fingerprint of some columns of a table. */
  @FunctionalInterface
  interface Fingerprints {
    String of(TableName table, List<String> columns);
  }

  private static String fingerprint(RecapConfig config) {
    return fingerprint(
        config, (table, columns) -> TableFingerprint.of(config.postgres(), table, columns));
  }

  /** What the tables hold that an index is made of, in their order. */
  static String fingerprint(RecapConfig config, Fingerprints fingerprints) {
    return String.join(
        " ",
        fingerprints.of(config.tables().sirus(), EntryRows.ENTRY),
        fingerprints.of(config.tables().sirusGeo(), EntryRows.PLACE),
        fingerprints.of(config.tables().trainingForms(), WordingRows.COLUMNS));
  }

  /** Name of the version. */
  public String version() {
    return ref.version();
  }

  /** The index, opened by the first task of this JVM that asks. */
  public RegisterIndex get() {
    return LoadedModels.get(ref, RegisterIndex.class, RegisterIndex::open);
  }
}
