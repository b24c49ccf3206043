package fr.recap.siret;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The candidates of one form while they are compared; each feature is computed once. */
final class PairList {
  private final List<Pair> pairs;
  private final Map<String, double[]> values = new HashMap<>();

  /**
   * @param pairs not a copy
   */
  PairList(List<Pair> pairs) {
    this.pairs = pairs;
  }

  List<Pair> pairs() {
    return pairs;
  }

  int size() {
    return pairs.size();
  }

  /** A value of each candidate, in their order. */
  double[] each(ToDoubleFunction<Pair> value) {
    double[] each = new double[pairs.size()];
    for (int i = 0; i < each.length; i++) {
      each[i] = value.applyAsDouble(pairs.get(i));
    }
    return each;
  }

  /** A feature of each candidate, in their order; not a copy: must not be changed. */
  double[] of(Feature feature) {
    double[] known = values.get(feature.name());
    if (known == null) {
      known = feature.values().of(this);
      values.put(feature.name(), known);
    }
    return known;
  }
}
