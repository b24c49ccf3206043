package fr.recap.evaluation;

import java.util.Arrays;

/**
 * A measure with its 95 % interval by bootstrap.
 *
 * @param value on the data; NaN where there is nothing to measure
 * @param low 2.5 % of the replicates lie below; NaN as the value
 * @param high 2.5 % of the replicates lie above; NaN as the value
 */
public record Estimate(double value, double low, double high) {
  private static final double TAIL = 0.025;

  /**
   * Takes the interval from replicates; those without a value (NaN) are left out.
   *
   * @param replicates the value on the data at position 0, then one value a replicate
   */
  static Estimate of(double[] replicates) {
    double[] sorted =
        Arrays.stream(replicates).skip(1).filter(v -> !Double.isNaN(v)).sorted().toArray();
    return Double.isNaN(replicates[0]) || sorted.length == 0
        ? new Estimate(replicates[0], Double.NaN, Double.NaN)
        : new Estimate(replicates[0], quantile(sorted, TAIL), quantile(sorted, 1 - TAIL));
  }

  /** A share of counts, replicate by replicate. */
  static Estimate ratio(long[] parts, long[] wholes) {
    double[] ratios = new double[parts.length];
    for (int r = 0; r < ratios.length; r++) {
      ratios[r] = wholes[r] == 0 ? Double.NaN : (double) parts[r] / wholes[r];
    }
    return of(ratios);
  }

  /** Whether a number lies in the interval. */
  public boolean covers(double number) {
    return low <= number && number <= high;
  }

  private static double quantile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
