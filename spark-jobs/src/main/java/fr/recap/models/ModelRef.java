package fr.recap.models;

import fr.recap.config.ConfigException;
import fr.recap.config.RecapConfig;
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
 * @param fingerprint of its manifest when it was chosen: what lies in the store under its name must
 *     still be that; empty for whatever lies there
 */
public record ModelRef(
    StoreSettings store, String name, String version, String workDirectory, String fingerprint)
    implements Serializable {

  /** Whatever the store has under this version. */
  public ModelRef(StoreSettings store, String name, String version, String workDirectory) {
    this(store, name, version, workDirectory, "");
  }

  /**
   * The version that is asked for, else the newest.
   *
   * @throws ConfigException if there is none, or the settings don't allow it
   */
  public static ModelRef resolve(RecapConfig config, String name, Optional<String> version)
      throws IOException {
    try (ModelStore store = ModelStore.open(config.store())) {
      ModelManifest chosen = store.resolve(name, version);
      store.requireAllowed(chosen);
      return new ModelRef(
          config.store(),
          name,
          chosen.version(),
          config.workDirectory().toString(),
          chosen.fingerprint());
    }
  }

  /** The training that the version comes from, as a version of its own. */
  public ModelRef ofTraining() throws IOException {
    return new ModelRef(store, name, manifest().training(), workDirectory);
  }

  /**
   * The local folder with its files, fetched from the store if it isn't there yet.
   *
   * @throws IOException if the store has another content under this version by now
   */
  public Path fetch() throws IOException {
    try (ModelStore opened = ModelStore.open(store)) {
      return opened.fetch(unchanged(opened), Path.of(workDirectory));
    }
  }

  /** The manifest of the version. */
  public ModelManifest manifest() throws IOException {
    try (ModelStore opened = ModelStore.open(store)) {
      return unchanged(opened);
    }
  }

  /**
   * What a setting that shaped its training was set to.
   *
   * @param setting full name, such as {@code noncodable.target}
   * @return empty where there was no such setting yet
   * @throws ConfigException if there is no such version
   */
  public Optional<String> trainedWith(String setting) throws IOException {
    try (ModelStore opened = ModelStore.open(store)) {
      return opened
          .folder(unchanged(opened))
          .text(TrainingFolder.CONFIGURATION)
          .map(json -> TrainedSettings.of(json, name).values().get(setting));
    }
  }

  private ModelManifest unchanged(ModelStore opened) throws IOException {
    ModelManifest manifest = opened.version(name, version);
    if (!fingerprint.isEmpty() && !manifest.fingerprint().equals(fingerprint)) {
      throw new IOException(
          "%s in %s is not what this run began with: its fingerprint was %s and is %s. Published versions are never changed: find out who did"
              .formatted(version, store.root(), fingerprint, manifest.fingerprint()));
    }
    return manifest;
  }

  @Override
  public String toString() {
    return version;
  }
}
