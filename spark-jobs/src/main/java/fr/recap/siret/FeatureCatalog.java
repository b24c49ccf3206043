package fr.recap.siret;

import fr.recap.config.ConfigException;
import fr.recap.config.Nearest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All features that this version knows, in the order that a training takes them in. A new one is an
 * entry in a list of its kind; models that are published ask for those that they were trained on.
 * Immutable.
 */
final class FeatureCatalog {
  private final List<Feature> features;

  private FeatureCatalog(List<Feature> features) {
    this.features = features;
  }

  /**
   * The features of candidates out of a source.
   *
   * @param signals what the source tells of a candidate
   */
  static FeatureCatalog of(Signals signals) {
    return new FeatureCatalog(
        Stream.of(
                NameFeatures.ALL,
                PlaceFeatures.ALL,
                ActivityFeatures.ALL,
                SearchFeatures.of(signals),
                ListFeatures.ALL,
                EncoderFeatures.ALL)
            .flatMap(List::stream)
            .toList());
  }

  /** The same with one more, in front. */
  FeatureCatalog with(Feature feature) {
    List<Feature> more = new ArrayList<>(List.of(feature));
    more.addAll(features);
    return new FeatureCatalog(more);
  }

  /** All of them. */
  FeatureSet all() {
    return new FeatureSet(features);
  }

  /**
   * All but some.
   *
   * @param left names of features, or of kinds of them
   * @throws ConfigException if there is no such feature or kind, or none would remain
   */
  FeatureSet without(List<String> left) {
    Set<String> known = new LinkedHashSet<>();
    features.forEach(feature -> known.add(feature.kind()));
    features.forEach(feature -> known.add(feature.name()));
    for (String name : left) {
      if (!known.contains(name)) {
        throw new ConfigException(
            "siret.learning.leave-out: there is no feature or kind of features %s%s (kinds are %s)"
                .formatted(
                    name,
                    Nearest.hint(name, known),
                    String.join(
                        ", ", features.stream().map(Feature::kind).distinct().sorted().toList())));
      }
    }
    List<Feature> kept =
        features.stream()
            .filter(feature -> !left.contains(feature.name()) && !left.contains(feature.kind()))
            .toList();
    if (kept.isEmpty()) {
      throw new ConfigException(
          "siret.learning.leave-out leaves no feature to rank by: leave out fewer than " + left);
    }
    return new FeatureSet(kept);
  }

  /**
   * Those that a model asks for.
   *
   * @throws IllegalArgumentException that names those that are not known
   */
  FeatureSet select(List<String> names) {
    Map<String, Feature> byName = new HashMap<>();
    features.forEach(feature -> byName.put(feature.name(), feature));
    List<String> unknown = names.stream().filter(name -> !byName.containsKey(name)).toList();
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "unknown features %s%s"
              .formatted(
                  String.join(", ", unknown), Nearest.hint(unknown.get(0), byName.keySet())));
    }
    return new FeatureSet(names.stream().map(byName::get).toList());
  }
}
