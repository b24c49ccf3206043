package fr.recap.udfs.vectors;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * The principal components that are kept: the largest first, each with its largest value positive,
 * so that the same data gives the same signs.
 */
final class Basis {
  /** {@code [from][kept]}: component {@code k} is column {@code k}. */
  private final double[][] columns;

  private final double explainedVariance;

  private Basis(double[][] columns, double explainedVariance) {
    this.columns = columns;
    this.explainedVariance = explainedVariance;
  }

  /** The {@code kept} first components of a covariance {@code [from][from]}. */
  static Basis of(double[][] covariance, int kept) {
    int from = covariance.length;
    EigenDecomposition eigen = new EigenDecomposition(new Array2DRowRealMatrix(covariance, false));
    double[] values = eigen.getRealEigenvalues();
    int[] order =
        IntStream.range(0, from)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> values[i]).reversed())
            .mapToInt(Integer::intValue)
            .toArray();
    double[][] columns = new double[from][kept];
    double explained = 0;
    for (int k = 0; k < kept; k++) {
      double[] component = eigen.getEigenvector(order[k]).toArray();
      double sign = sign(component);
      for (int i = 0; i < from; i++) {
        columns[i][k] = sign * component[i];
      }
      explained += Math.max(0, values[order[k]]);
    }
    double all = Arrays.stream(values).map(value -> Math.max(0, value)).sum();
    return new Basis(columns, all > 0 ? explained / all : 1);
  }

  /** Of values of equal size the first one decides. */
  private static double sign(double[] component) {
    double largest = 0;
    for (double value : component) {
      if (Math.abs(value) > Math.abs(largest) * (1 + 1e-9)) {
        largest = value;
      }
    }
    return largest < 0 ? -1 : 1;
  }

  /** Share of the variance along the components that are kept, in [0, 1]. */
  double explainedVariance() {
    return explainedVariance;
  }

  int kept() {
    return columns[0].length;
  }

  /**
   * Projects a row, without centring it, as fastText's own {@code reduce_model} does.
   *
   * @param rows {@code from} values at {@code offset}
   * @param sums scratch of {@link #kept} values
   * @param target takes {@link #kept} values at {@code at}
   */
  void project(float[] rows, int offset, double[] sums, float[] target, int at) {
    Arrays.fill(sums, 0);
    int i = 0;
    for (; i + 3 < columns.length; i += 4) {
      SymmetricSums.addTo(
          sums,
          sums.length,
          rows[offset + i],
          columns[i],
          rows[offset + i + 1],
          columns[i + 1],
          rows[offset + i + 2],
          columns[i + 2],
          rows[offset + i + 3],
          columns[i + 3]);
    }
    for (; i < columns.length; i++) {
      for (int k = 0; k < sums.length; k++) {
        sums[k] += rows[offset + i] * columns[i][k];
      }
    }
    for (int k = 0; k < sums.length; k++) {
      target[at + k] = (float) sums[k];
    }
  }
}
