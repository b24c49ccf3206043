package fr.recap.metrics;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Probability of being right from a few numbers, by logistic regression: Platt scaling with more
 * than one score.
 */
public final class LogisticCalibration implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int STEPS = 50;
  private static final double CONVERGED = 1e-9;

  /** A normal prior of each weight around where it begins, with standard deviation 1. */
  private static final double RIDGE = 1;

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
   * Fits by Newton's method, with a ridge that pulls the weights to where they begin: it keeps them
   * finite where the outcomes can be separated, and near what is known where outcomes are few.
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
    double[] weights = start.clone();
    int size = weights.length;
    for (int step = 0; step < STEPS; step++) {
      double[] gradient = new double[size];
      double[][] hessian = new double[size][size];
      for (int i = 0; i < size; i++) {
        gradient[i] = RIDGE * (start[i] - weights[i]);
        hessian[i][i] = RIDGE;
      }
      for (int row = 0; row < features.length; row++) {
        double p = sigmoid(linear(weights, features[row]));
        double error = (correct[row] ? 1 : 0) - p;
        for (int i = 0; i < size; i++) {
          double xi = i == 0 ? 1 : features[row][i - 1];
          gradient[i] += error * xi;
          for (int j = 0; j <= i; j++) {
            double xj = j == 0 ? 1 : features[row][j - 1];
            hessian[i][j] += p * (1 - p) * xi * xj;
          }
        }
      }
      double[] change = Cholesky.solve(hessian, gradient);
      for (int i = 0; i < size; i++) {
        weights[i] += change[i];
      }
      if (Arrays.stream(change).allMatch(c -> Math.abs(c) < CONVERGED)) {
        break;
      }
    }
    return new LogisticCalibration(weights);
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
