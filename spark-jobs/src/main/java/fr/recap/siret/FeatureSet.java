package fr.recap.siret;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The features that a model asks for, in the order that it was trained on. Immutable. */
final class FeatureSet {
  /** Of a model that needs none. */
  static final FeatureSet NONE = new FeatureSet(List.of());

  private final List<Feature> features;
  private final Map<String, Integer> positions = new HashMap<>();

  /**
   * @param features each with a name of its own
   */
  FeatureSet(List<Feature> features) {
    this.features = List.copyOf(features);
    for (Feature feature : features) {
      if (positions.put(feature.name(), positions.size()) != null) {
        throw new IllegalArgumentException("Two features are named " + feature.name());
      }
    }
  }

  int size() {
    return features.size();
  }

  List<Feature> features() {
    return features;
  }

  /** Names in order. */
  List<String> names() {
    return features.stream().map(Feature::name).toList();
  }

  /** Position of a feature; -1 if it is not among them. */
  int position(String name) {
    return positions.getOrDefault(name, -1);
  }

  /** The features of the candidates of one form, in their order. */
  List<float[]> of(List<Pair> pairs) {
    PairList candidates = new PairList(pairs);
    List<float[]> rows = new ArrayList<>(pairs.size());
    pairs.forEach(pair -> rows.add(new float[features.size()]));
    for (int position = 0; position < features.size(); position++) {
      double[] values = candidates.of(features.get(position));
      for (int i = 0; i < values.length; i++) {
        rows.get(i)[position] = (float) values[i];
      }
    }
    return rows;
  }
}
