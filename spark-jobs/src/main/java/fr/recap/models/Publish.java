package fr.recap.models;

import fr.recap.config.ConfigException;
import fr.recap.config.RecapConfig;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Publishes a training after it has loaded and predicted. */
public final class Publish {
  private final RecapConfig config;
  private final String training;
  private final Map<String, Verifier> verifiers;

  /**
   * The published version and the training that it comes from.
   *
   * @param fingerprint of the version, for {@code store.allowed-fingerprints}
   */
  public record Result(String name, String version, String training, String fingerprint) {}

  /**
   * @param training a model's name for its newest training, or the path of one
   * @param verifiers by name of model
   */
  public Publish(RecapConfig config, String training, Map<String, Verifier> verifiers) {
    this.config = config;
    this.training = training;
    this.verifiers = Map.copyOf(verifiers);
  }

  /**
   * Checks, copies, and marks complete by the manifest.
   *
   * @throws ConfigException if there is no such training, or nothing that can check it
   */
  public Result execute() throws IOException {
    try (ModelStore store = ModelStore.open(config.store())) {
      ModelManifest source = store.training(training);
      Verifier verifier = verifiers.get(source.name());
      if (verifier == null) {
        Set<String> known = new TreeSet<>(verifiers.keySet());
        throw new ConfigException(
            "There is no model %s: it must be one of %s".formatted(source.name(), known));
      }
      ModelManifest published = store.publish(source.training(), verifier, config.workDirectory());
      return new Result(
          published.name(), published.version(), published.training(), published.fingerprint());
    }
  }
}
