package fr.recap.noncodable;

import java.io.Serializable;

/**
 * Features that tell of the same.
 *
 * @param name of the group
 * @param from position of the first one
 * @param to position behind the last one
 */
record FeatureGroup(String name, int from, int to) implements Serializable {
  /** Features of which these are those of another form. */
  double[] replaced(double[] features, double[] others) {
    double[] mixed = features.clone();
    System.arraycopy(others, from, mixed, from, to - from);
    return mixed;
  }
}
