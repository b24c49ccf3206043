package fr.recap.metrics;

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
      double[] change = Cholesky.solve(hessian, gradient);
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
}
