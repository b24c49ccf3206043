package fr.recap.siret;

import fr.recap.config.Nearest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
