package fr.recap.udfs.vectors;

/**
 * Sums of the products of all pairs of columns over rows, and of the columns themselves, from which
 * a covariance follows. Four rows are added at a time, so that the sums travel through the
 * processor's caches a quarter as often.
 */
final class SymmetricSums {
  private static final int TOGETHER = 4;

  private final int dimension;
  private final double[] sums;
  private final double[][] products;
  private long rows;

  SymmetricSums(int dimension) {
    this.dimension = dimension;
    this.sums = new double[dimension];
    this.products = new double[dimension][];
    for (int i = 0; i < dimension; i++) {
      products[i] = new double[i + 1];
    }
  }

  /**
   * Adds rows.
   *
   * @param rows {@code [count][dimension]}, one after the other
   * @param shift {@code [dimension]}, subtracted from each row; near the mean, it keeps the sums
   *     small and so precise
   */
  void add(float[] rows, int count, double[] shift) {
    double[][] block = new double[TOGETHER][dimension];
    for (int first = 0; first < count; first += TOGETHER) {
      for (int r = 0; r < TOGETHER; r++) {
        int row = first + r;
        for (int i = 0; i < dimension; i++) {
          // Rows that are missing in the last block count as the shift, that is as nothing.
          block[r][i] = row < count ? rows[row * dimension + i] - shift[i] : 0;
        }
      }
      addBlock(block[0], block[1], block[2], block[3]);
    }
    this.rows += count;
  }

  private void addBlock(double[] a, double[] b, double[] c, double[] d) {
    for (int i = 0; i < dimension; i++) {
      sums[i] += a[i] + b[i] + c[i] + d[i];
      addTo(products[i], i + 1, a[i], a, b[i], b, c[i], c, d[i], d);
    }
  }

  /** Adds four scaled arrays at once, so that the target is read and written once. */
  static void addTo(
      double[] target,
      int length,
      double x,
      double[] a,
      double y,
      double[] b,
      double z,
      double[] c,
      double u,
      double[] d) {
    for (int j = 0; j < length; j++) {
      target[j] += x * a[j] + y * b[j] + z * c[j] + u * d[j];
    }
  }

  /** Adds what another has summed up. */
  void add(SymmetricSums other) {
    rows += other.rows;
    for (int i = 0; i < dimension; i++) {
      sums[i] += other.sums[i];
      for (int j = 0; j <= i; j++) {
        products[i][j] += other.products[i][j];
      }
    }
  }

  /**
   * The covariance of the columns, {@code [dimension][dimension]}, divided by the rows less one.
   */
  double[][] covariance() {
    double[][] covariance = new double[dimension][dimension];
    for (int i = 0; i < dimension; i++) {
      for (int j = 0; j <= i; j++) {
        double value = (products[i][j] - sums[i] * sums[j] / rows) / Math.max(1, rows - 1);
        covariance[i][j] = value;
        covariance[j][i] = value;
      }
    }
    return covariance;
  }
}
