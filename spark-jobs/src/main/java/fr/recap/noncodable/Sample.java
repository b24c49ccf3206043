package fr.recap.noncodable;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.lang3.ArrayUtils;

/** Features of forms with their truth, held by the driver: as many as the settings allow. */
final class Sample {
  private final double[][] features;
  private final boolean[] noncodable;
  private final boolean[] coded;

  /** Forms of which none is coded to an establishment. */
  Sample(double[][] features, boolean[] noncodable) {
    this(features, noncodable, new boolean[noncodable.length]);
  }

  /**
   * @param features [form][feature], finite
   * @param noncodable of each form
   * @param coded whether each form is coded automatically to an establishment
   */
  Sample(double[][] features, boolean[] noncodable, boolean[] coded) {
    this.features = features;
    this.noncodable = noncodable;
    this.coded = coded;
  }

  int size() {
    return noncodable.length;
  }

  int width() {
    return features[0].length;
  }

  double[] features(int form) {
    return features[form];
  }

  boolean noncodable(int form) {
    return noncodable[form];
  }

  boolean[] truth() {
    return noncodable.clone();
  }

  /** These scores, with 0 for forms that are coded: they are never called non-codable. */
  double[] deciding(double[] scores) {
    double[] deciding = scores.clone();
    Arrays.setAll(deciding, form -> coded[form] ? 0 : scores[form]);
    return deciding;
  }

  /** Some of the forms, in the order of their positions. */
  Sample of(List<Integer> forms) {
    double[][] some = new double[forms.size()][];
    boolean[] truth = new boolean[some.length];
    boolean[] known = new boolean[some.length];
    for (int i = 0; i < some.length; i++) {
      some[i] = features[forms.get(i)];
      truth[i] = noncodable[forms.get(i)];
      known[i] = coded[forms.get(i)];
    }
    return new Sample(some, truth, known);
  }

  /** The same forms with some of their features. */
  Sample columns(int from, int to) {
    double[][] cut = new double[features.length][];
    Arrays.setAll(cut, form -> Arrays.copyOfRange(features[form], from, to));
    return new Sample(cut, noncodable, coded);
  }

  /** The same forms without some of their features. */
  Sample without(int from, int to) {
    double[][] cut = new double[features.length][];
    Arrays.setAll(
        cut,
        form ->
            ArrayUtils.addAll(
                Arrays.copyOf(features[form], from),
                Arrays.copyOfRange(features[form], to, width())));
    return new Sample(cut, noncodable, coded);
  }

  /** Share of the non-codable forms. */
  double rate() {
    int count = 0;
    for (boolean is : noncodable) {
      count += is ? 1 : 0;
    }
    return (double) count / noncodable.length;
  }

  /** Weight of a form that makes both kinds count the same together. */
  double weight(int form) {
    return noncodable[form] ? 0.5 / rate() : 0.5 / (1 - rate());
  }

  double[] means() {
    double[] means = new double[width()];
    for (double[] form : features) {
      for (int i = 0; i < means.length; i++) {
        means[i] += form[i] / features.length;
      }
    }
    return means;
  }

  /** Standard deviations; 1 for a feature that is the same everywhere. */
  double[] scales() {
    double[] means = means();
    double[] scales = new double[means.length];
    for (double[] form : features) {
      for (int i = 0; i < scales.length; i++) {
        scales[i] += (form[i] - means[i]) * (form[i] - means[i]) / features.length;
      }
    }
    Arrays.setAll(scales, i -> scales[i] < 1e-12 ? 1 : Math.sqrt(scales[i]));
    return scales;
  }
}
