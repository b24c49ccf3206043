package fr.recap.evaluation;

import java.util.Arrays;

/**
 * A measure with its 95 % interval: by bootstrap, or by Wilson's formula where there are counts
 * alone.
 *
 * @param value on the data; NaN where there is nothing to measure
 * @param low lower end; 2.5 % of the replicates lie below; NaN as the value
 * @param high upper end; 2.5 % of the replicates lie above; NaN as the value
 */
public record Estimate(double value, double low, double high) {
  private static final double TAIL = 0.025;

  /** So many standard deviations leave {@link #TAIL} on either side of a normal distribution. */
  private static final double Z = 1.959964;

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

  /**
   * A share of counts with Wilson's interval (1927).
   *
   * @param whole nothing is measured if it is 0
   */
  static Estimate share(long part, long whole) {
    if (whole == 0) {
      return new Estimate(Double.NaN, Double.NaN, Double.NaN);
    }
    double share = (double) part / whole;
    double centre = share + Z * Z / 2 / whole;
    double half = Z * Math.sqrt(share * (1 - share) / whole + Z * Z / 4 / whole / whole);
    double scale = 1 + Z * Z / whole;
    return new Estimate(
        share, Math.max(0, (centre - half) / scale), Math.min(1, (centre + half) / scale));
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
