package fr.recap.metrics;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;

/**
 * Fits a few weights by Newton's method, with a ridge that pulls them to where they begin: it keeps
 * them finite where the observations can be separated, and near what is known where these are few.
 *
 * <p>The ridge is a normal prior of each weight around its start, with standard deviation 1.
 *
 * @param steps most steps that are taken
 * @param converged the fit ends with a step whose longest part is shorter
 * @param longest longest part of a step; longer steps are shrunk to it
 */
public record NewtonFit(int steps, double converged, double longest) {
  private static final double RIDGE = 1;

  /** What is to become as likely as possible: a concave function of the weights. */
  @FunctionalInterface
  public interface LogLikelihood {
    /**
     * Adds its slope, and the curvature with the opposite sign.
     *
     * @param weights where; not to be changed
     * @param gradient [weight], added to
     * @param hessian [weight][weight], its lower half added to: positive semi-definite
     */
    void addTo(double[] weights, double[] gradient, double[][] hessian);
  }

  /**
   * Fits weights.
   *
   * @param start weights before anything is seen
   */
  public double[] fit(double[] start, LogLikelihood observations) {
    double[] weights = start.clone();
    int size = weights.length;
    for (int step = 0; step < steps; step++) {
      double[] gradient = new double[size];
      double[][] hessian = new double[size][size];
      for (int i = 0; i < size; i++) {
        gradient[i] = RIDGE * (start[i] - weights[i]);
        hessian[i][i] = RIDGE;
      }
      observations.addTo(weights, gradient, hessian);
      double[] change = solve(hessian, gradient);
      double far = 0;
      for (double part : change) {
        far = Math.max(far, Math.abs(part));
      }
      double shrink = Math.min(1, longest / Math.max(far, Double.MIN_NORMAL));
      for (int i = 0; i < size; i++) {
        weights[i] += shrink * change[i];
      }
      if (far < converged) {
        break;
      }
    }
    return weights;
  }

  /** Solves {@code hessian * x = gradient}; the upper half is made of the lower one. */
  private static double[] solve(double[][] hessian, double[] gradient) {
    for (int i = 0; i < hessian.length; i++) {
      for (int j = 0; j < i; j++) {
        hessian[j][i] = hessian[i][j];
      }
    }
    return new CholeskyDecomposition(new Array2DRowRealMatrix(hessian, false))
        .getSolver()
        .solve(new ArrayRealVector(gradient, false))
        .toArray();
  }
}
