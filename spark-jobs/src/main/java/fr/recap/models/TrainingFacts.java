package fr.recap.models;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a manifest tells of a training beside its files.
 *
 * @param seed of all its random choices
 * @param dataFingerprint tells whether two trainings read the same data
 * @param metrics by name, in order of name
 */
public record TrainingFacts(long seed, String dataFingerprint, Map<String, Double> metrics) {
  public TrainingFacts {
    metrics = new TreeMap<>(metrics);
  }
}
