package fr.recap.nomenclature;

import fr.recap.metrics.Cholesky;
import java.util.List;

/**
 * One weight a feature such that {@code p(leaf) ~ exp(sum of weight * feature(leaf))} makes the
 * true leaves as likely as possible: McFadden's conditional logit, fitted by Newton's method with a
 * ridge that pulls the weights to where they begin.
 */
final class LeafLogit {
  private static final int STEPS = 30;
  private static final double CONVERGED = 1e-6;
  private static final double RIDGE = 1.0;

  /** Keeps a step from leaving the range where the quadratic model holds. */
  private static final double LONGEST_STEP = 1.0;

  /** One form. */
  static final class Observation {
    private final float[][] features;
    private final int leaf;

    /**
     * @param features [feature][leaf]
     * @param leaf the true one
     */
    Observation(float[][] features, int leaf) {
      this.features = features;
      this.leaf = leaf;
    }

    float[][] features() {
      return features;
    }

    int leaf() {
      return leaf;
    }
  }

  private LeafLogit() {}

  /**
   * Fits weights.
   *
   * @param start weights before anything is seen
   */
  static double[] fit(List<Observation> forms, double[] start) {
    double[] weights = start.clone();
    int size = weights.length;
    for (int step = 0; step < STEPS; step++) {
      double[] gradient = new double[size];
      double[][] hessian = new double[size][size];
      for (int i = 0; i < size; i++) {
        gradient[i] = RIDGE * (start[i] - weights[i]);
        hessian[i][i] = RIDGE;
      }
      for (Observation form : forms) {
        accumulate(form, weights, gradient, hessian);
      }
      double[] change = Cholesky.solve(hessian, gradient);
      double longest = 0;
      for (double c : change) {
        longest = Math.max(longest, Math.abs(c));
      }
      double shrink = Math.min(1, LONGEST_STEP / Math.max(longest, Double.MIN_NORMAL));
      for (int i = 0; i < size; i++) {
        weights[i] += shrink * change[i];
      }
      if (longest < CONVERGED) {
        break;
      }
    }
    return weights;
  }

  private static void accumulate(
      Observation form, double[] weights, double[] gradient, double[][] hessian) {
    int size = weights.length;
    double[] p = probabilities(form.features(), weights);
    double[] mean = new double[size];
    for (int i = 0; i < size; i++) {
      float[] feature = form.features()[i];
      for (int leaf = 0; leaf < p.length; leaf++) {
        mean[i] += p[leaf] * feature[leaf];
      }
      gradient[i] += feature[form.leaf()] - mean[i];
    }
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        float[] a = form.features()[i];
        float[] b = form.features()[j];
        double sum = 0;
        for (int leaf = 0; leaf < p.length; leaf++) {
          sum += p[leaf] * a[leaf] * b[leaf];
        }
        hessian[i][j] += sum - mean[i] * mean[j];
      }
    }
  }

  /** Probabilities of the leaves, summing to 1. */
  static double[] probabilities(float[][] features, double[] weights) {
    double[] logits = logits(features, weights);
    double highest = Double.NEGATIVE_INFINITY;
    for (double logit : logits) {
      highest = Math.max(highest, logit);
    }
    double total = 0;
    for (int leaf = 0; leaf < logits.length; leaf++) {
      logits[leaf] = Math.exp(logits[leaf] - highest);
      total += logits[leaf];
    }
    for (int leaf = 0; leaf < logits.length; leaf++) {
      logits[leaf] /= total;
    }
    return logits;
  }

  /** Logarithms of the probabilities up to a constant. */
  static double[] logits(float[][] features, double[] weights) {
    double[] logits = new double[features[0].length];
    for (int i = 0; i < weights.length; i++) {
      double weight = weights[i];
      float[] feature = features[i];
      for (int leaf = 0; leaf < logits.length; leaf++) {
        logits[leaf] += weight * feature[leaf];
      }
    }
    return logits;
  }
}
