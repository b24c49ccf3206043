package fr.recap.evaluation;

import fr.recap.metrics.ScoreBins;

/**
 * Areas under the curves in each replicate of the bootstrap, from the bins of the scores. Scores in
 * one bin count as equal, so the areas are a little off; their spread is not, and is laid around
 * the exact area.
 */
final class BinnedRanks {
  private final double[] rocAucs;
  private final double[] averagePrecisions;

  /**
   * @param known forms at or above each bin, [bin][replicate]
   * @param right of these the right ones
   */
  BinnedRanks(long[][] known, long[][] right) {
    int replicates = known[0].length;
    rocAucs = new double[replicates];
    averagePrecisions = new double[replicates];
    for (int r = 0; r < replicates; r++) {
      double positives = right[0][r];
      double negatives = known[0][r] - positives;
      double area = 0;
      double precisions = 0;
      for (int bin = ScoreBins.BINS - 1; bin >= 0; bin--) {
        boolean top = bin + 1 == ScoreBins.BINS;
        double rightAbove = top ? 0 : right[bin + 1][r];
        double knownAbove = top ? 0 : known[bin + 1][r];
        double rightHere = right[bin][r] - rightAbove;
        double wrongHere = known[bin][r] - knownAbove - rightHere;
        area += wrongHere * (rightAbove + rightHere / 2);
        precisions += rightHere == 0 ? 0 : rightHere * right[bin][r] / known[bin][r];
      }
      rocAucs[r] = area / (positives * negatives);
      averagePrecisions[r] = positives == 0 ? Double.NaN : precisions / positives;
    }
  }

  Estimate rocAuc(double exact) {
    return around(exact, rocAucs);
  }

  Estimate averagePrecision(double exact) {
    return around(exact, averagePrecisions);
  }

  private static Estimate around(double exact, double[] replicates) {
    Estimate binned = Estimate.of(replicates);
    double shift = exact - binned.value();
    return new Estimate(
        exact, Math.max(0, binned.low() + shift), Math.min(1, binned.high() + shift));
  }
}
