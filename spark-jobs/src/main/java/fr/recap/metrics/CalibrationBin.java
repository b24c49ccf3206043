package fr.recap.metrics;

import java.util.ArrayList;
import java.util.List;

/**
 * Predictions of about the same probability, for a reliability diagram.
 *
 * @param probability their mean probability
 * @param right share of right ones among them
 * @param forms number of them, at least 1
 */
public record CalibrationBin(double probability, double right, long forms) {
  /**
   * The bins of equal width that have predictions, in their order.
   *
   * @param outcomes of probabilities in [0, 1]
   * @param bins at least 1
   */
  public static List<CalibrationBin> of(Outcomes outcomes, int bins) {
    double[] sums = new double[bins];
    long[] all = new long[bins];
    long[] right = new long[bins];
    for (int i = 0; i < outcomes.different(); i++) {
      int bin = Math.min(bins - 1, (int) (outcomes.score(i) * bins));
      sums[bin] += outcomes.score(i) * outcomes.all(i);
      all[bin] += outcomes.all(i);
      right[bin] += outcomes.right(i);
    }
    List<CalibrationBin> found = new ArrayList<>();
    for (int bin = 0; bin < bins; bin++) {
      if (all[bin] > 0) {
        found.add(
            new CalibrationBin(sums[bin] / all[bin], (double) right[bin] / all[bin], all[bin]));
      }
    }
    return found;
  }
}
