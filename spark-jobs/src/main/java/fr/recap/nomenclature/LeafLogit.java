package fr.recap.nomenclature;

import fr.recap.metrics.NewtonFit;
import java.util.List;

/**
 * One weight a feature such that {@code p(leaf) ~ exp(sum of weight * feature(leaf))} makes the
 * true leaves as likely as possible: McFadden's conditional logit, fitted by Newton's method with a
 * ridge that pulls the weights to where they begin.
 */
final class LeafLogit {
  /** A step of more than 1 may leave the range where the quadratic model holds. */
  private static final NewtonFit FIT = new NewtonFit(30, 1e-6, 1);

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
    return FIT.fit(
        start,
        (weights, gradient, hessian) ->
            forms.forEach(form -> accumulate(form, weights, gradient, hessian)));
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
