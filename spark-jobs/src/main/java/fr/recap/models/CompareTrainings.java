package fr.recap.models;

import fr.recap.config.ConfigException;
import fr.recap.config.RecapConfig;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Two versions of one model side by side. */
public final class CompareTrainings {
  private final RecapConfig config;
  private final String first;
  private final String second;

  /**
   * @param first a published version ({@code NAF_2026-11-24}) or a training ({@code
   *     trainings/NAF/2026-11-24_1})
   * @param second another one of the same model
   */
  public CompareTrainings(RecapConfig config, String first, String second) {
    this.config = config;
    this.first = first;
    this.second = second;
  }

  /**
   * Both, in the order that was asked for.
   *
   * @param settings that shaped a training and differ between the two, by full name
   * @param figures all that one of them measured, by name
   */
  public record Result(
      ListTrainings.Entry first,
      ListTrainings.Entry second,
      Map<String, Values> settings,
      Map<String, Figures> figures) {
    /** Whether both learned from and were measured on the same forms. */
    public boolean sameData() {
      return first
          .manifest()
          .facts()
          .dataFingerprint()
          .equals(second.manifest().facts().dataFingerprint());
    }
  }

  /** A setting of both; empty where it was not known yet. */
  public record Values(String first, String second) {}

  /** A figure of both; NaN where there is none. */
  public record Figures(double first, double second) {
    /** How much higher the second one is. */
    public double difference() {
      return second - first;
    }
  }

  /**
   * Compares.
   *
   * @throws ConfigException if there is no such version, or they are of two models
   */
  public Result execute() throws IOException {
    try (ModelStore store = ModelStore.open(config.store())) {
      ModelManifest a = store.find(first);
      ModelManifest b = store.find(second);
      if (!a.name().equals(b.name())) {
        throw new ConfigException(
            "Two versions of one model can be compared: %s is of %s, %s of %s"
                .formatted(first, a.name(), second, b.name()));
      }
      return new Result(
          ListTrainings.entry(store, a, List.of(), Optional.empty()),
          ListTrainings.entry(store, b, List.of(), Optional.empty()),
          settings(values(store, a), values(store, b)),
          figures(a.facts().metrics(), b.facts().metrics()));
    }
  }

  private static Map<String, String> values(ModelStore store, ModelManifest manifest)
      throws IOException {
    return store
        .folder(manifest)
        .text(TrainingFolder.CONFIGURATION)
        .map(json -> TrainedSettings.of(json, manifest.name()).values())
        .orElse(Map.of());
  }

  private static Map<String, Values> settings(Map<String, String> a, Map<String, String> b) {
    Map<String, Values> differing = new TreeMap<>();
    for (String key : union(a, b)) {
      Values values = new Values(a.getOrDefault(key, ""), b.getOrDefault(key, ""));
      if (!values.first().equals(values.second())) {
        differing.put(key, values);
      }
    }
    return differing;
  }

  private static Map<String, Figures> figures(Map<String, Double> a, Map<String, Double> b) {
    Map<String, Figures> figures = new TreeMap<>();
    for (String name : union(a, b)) {
      figures.put(
          name, new Figures(a.getOrDefault(name, Double.NaN), b.getOrDefault(name, Double.NaN)));
    }
    return figures;
  }

  private static Set<String> union(Map<String, ?> a, Map<String, ?> b) {
    Set<String> names = new TreeSet<>(a.keySet());
    names.addAll(b.keySet());
    return names;
  }
}
