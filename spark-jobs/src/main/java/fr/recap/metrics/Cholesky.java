package fr.recap.metrics;

/** Systems of a few linear equations, by Cholesky's factorisation. */
final class Cholesky {
  private Cholesky() {}

  /**
   * Solves {@code matrix * x = right}.
   *
   * @param matrix symmetric and positive definite; only the lower half is read
   */
  static double[] solve(double[][] matrix, double[] right) {
    int size = right.length;
    double[][] l = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = matrix[i][j];
        for (int k = 0; k < j; k++) {
          sum -= l[i][k] * l[j][k];
        }
        l[i][j] = i == j ? Math.sqrt(sum) : sum / l[j][j];
      }
    }
    double[] x = right.clone();
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < i; k++) {
        x[i] -= l[i][k] * x[k];
      }
      x[i] /= l[i][i];
    }
    for (int i = size - 1; i >= 0; i--) {
      for (int k = i + 1; k < size; k++) {
        x[i] -= l[k][i] * x[k];
      }
      x[i] /= l[i][i];
    }
    return x;
  }
}
