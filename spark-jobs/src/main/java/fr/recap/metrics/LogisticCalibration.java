package fr.recap.metrics;

import java.io.Serializable;

/**
 * Probability of being right from a few numbers, by logistic regression: Platt scaling with more
 * than one score.
 */
public final class LogisticCalibration implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final NewtonFit FIT = new NewtonFit(50, 1e-9, Double.POSITIVE_INFINITY);

  /** The constant first, then one weight a feature. */
  private final double[] weights;

  private LogisticCalibration(double[] weights) {
    this.weights = weights;
  }

  /** Rebuilds a calibration from {@link #weights()}. */
  public static LogisticCalibration of(double[] weights) {
    return new LogisticCalibration(weights.clone());
  }

  /**
   * Fits to outcomes; a ridge pulls the weights to where they begin, see {@link NewtonFit}.
   *
   * @param start the constant first, then one weight a feature: the best guess without outcomes
   * @param features [prediction][feature], finite, at least one prediction
   * @param correct whether each prediction was right
   */
  public static LogisticCalibration fit(double[] start, double[][] features, boolean[] correct) {
    if (features.length == 0 || features.length != correct.length) {
      throw new IllegalArgumentException(
          "A calibration needs as many outcomes as predictions, at least one, cannot be: %d and %d"
              .formatted(correct.length, features.length));
    }
    return new LogisticCalibration(
        FIT.fit(
            start,
            (weights, gradient, hessian) -> {
              for (int row = 0; row < features.length; row++) {
                add(features[row], correct[row], 1, weights, gradient, hessian);
              }
            }));
  }

  /**
   * Fits to the outcomes of scores that may be tiny or huge: they are standardised meanwhile.
   *
   * @param outcomes at least one
   */
  public static LogisticCalibration fit(Outcomes outcomes) {
    double size = outcomes.size();
    double mean = 0;
    for (int i = 0; i < outcomes.different(); i++) {
      mean += outcomes.all(i) / size * outcomes.score(i);
    }
    double variance = 0;
    for (int i = 0; i < outcomes.different(); i++) {
      variance += outcomes.all(i) / size * Math.pow(outcomes.score(i) - mean, 2);
    }
    double centre = mean;
    double scale = variance > 0 ? Math.sqrt(variance) : 1;
    double[] weights =
        FIT.fit(
            new double[] {0, 1},
            (current, gradient, hessian) -> {
              for (int i = 0; i < outcomes.different(); i++) {
                double[] standard = {(outcomes.score(i) - centre) / scale};
                long right = outcomes.right(i);
                add(standard, true, right, current, gradient, hessian);
                add(standard, false, outcomes.all(i) - right, current, gradient, hessian);
              }
            });
    return new LogisticCalibration(
        new double[] {weights[0] - weights[1] * centre / scale, weights[1] / scale});
  }

  private static void add(
      double[] features,
      boolean correct,
      long times,
      double[] weights,
      double[] gradient,
      double[][] hessian) {
    double p = sigmoid(linear(weights, features));
    double error = (correct ? 1 : 0) - p;
    for (int i = 0; i < weights.length; i++) {
      double xi = i == 0 ? 1 : features[i - 1];
      gradient[i] += times * error * xi;
      for (int j = 0; j <= i; j++) {
        double xj = j == 0 ? 1 : features[j - 1];
        hessian[i][j] += times * p * (1 - p) * xi * xj;
      }
    }
  }

  /** The probability, in (0, 1). */
  public double probability(double... features) {
    return sigmoid(linear(weights, features));
  }

  /** The constant first, then one weight a feature. */
  public double[] weights() {
    return weights.clone();
  }

  private static double linear(double[] weights, double[] features) {
    double sum = weights[0];
    for (int i = 0; i < features.length; i++) {
      sum += weights[i + 1] * features[i];
    }
    return sum;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
