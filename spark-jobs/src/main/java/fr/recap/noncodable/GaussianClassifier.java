package fr.recap.noncodable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Naive Bayes with a normal distribution of each feature in each class: the difference of logs. */
final class GaussianClassifier implements Classifier {
  static final String KIND = "gaussian";
  private static final long serialVersionUID = 1L;

  private final double prior;

  /** [class][feature], class 1 the non-codable forms. */
  private final double[][] means;

  private final double[][] variances;

  /**
   * @param prior logarithm of the odds of the classes
   * @param means [class][feature]
   * @param variances [class][feature], positive
   */
  GaussianClassifier(double prior, double[][] means, double[][] variances) {
    this.prior = prior;
    this.means = new double[][] {means[0].clone(), means[1].clone()};
    this.variances = new double[][] {variances[0].clone(), variances[1].clone()};
  }

  @Override
  public double score(double[] features) {
    double sum = prior;
    for (int i = 0; i < means[0].length; i++) {
      sum += logDensity(1, i, features[i]) - logDensity(0, i, features[i]);
    }
    return sum;
  }

  /** Without the constant, which both classes share. */
  private double logDensity(int of, int feature, double value) {
    double gap = value - means[of][feature];
    return -0.5 * (Math.log(variances[of][feature]) + gap * gap / variances[of][feature]);
  }

  @Override
  public void write(ObjectNode into) {
    into.put("kind", KIND).put("prior", prior);
    for (int of = 0; of < 2; of++) {
      Numbers.put(into, "means-" + of, means[of]);
      Numbers.put(into, "variances-" + of, variances[of]);
    }
  }

  static GaussianClassifier read(JsonNode from) {
    return new GaussianClassifier(
        from.path("prior").asDouble(),
        new double[][] {Numbers.doubles(from, "means-0"), Numbers.doubles(from, "means-1")},
        new double[][] {
          Numbers.doubles(from, "variances-0"), Numbers.doubles(from, "variances-1")
        });
  }
}
