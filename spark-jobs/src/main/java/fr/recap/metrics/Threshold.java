package fr.recap.metrics;

import java.io.Serializable;

/**
 * A score from which on a prediction is accepted, with what that gave on the data it was chosen on.
 *
 * @param value a prediction is accepted if its score is at least this
 * @param precision share of right ones among the accepted; NaN if none is accepted
 * @param coverage share of the accepted among all, in [0, 1]
 * @param support number of the accepted
 */
public record Threshold(double value, double precision, double coverage, int support)
    implements Serializable {

  /**
   * The threshold with the largest coverage whose precision surely reaches a target: it is the
   * lower limit of the precision's interval that must reach it, one standard error below the
   * estimate, as the largest of many thresholds flatters itself and would miss the target on other
   * data. Equal scores are accepted together or not at all. If no threshold reaches the target, the
   * value is above 1 and above all scores, and the coverage 0.
   *
   * @param scores any finite numbers
   * @param correct whether each prediction is right
   * @param target precision in [0, 1]
   */
  public static Threshold forPrecision(double[] scores, boolean[] correct, double target) {
    Pairs.check(scores, correct);
    int[] order = Pairs.decreasing(scores);
    double highest = order.length == 0 ? 1 : Math.max(1, scores[order[0]]);
    Threshold best = new Threshold(Math.nextUp(highest), Double.NaN, 0, 0);
    int right = 0;
    for (int i = 0; i < order.length; i++) {
      right += correct[order[i]] ? 1 : 0;
      boolean lastOfItsScore = i + 1 == order.length || scores[order[i + 1]] < scores[order[i]];
      double precision = (double) right / (i + 1);
      if (lastOfItsScore && lowerLimit(precision, i + 1) >= target) {
        double coverage = (double) (i + 1) / order.length;
        best = new Threshold(scores[order[i]], precision, coverage, i + 1);
      }
    }
    return best;
  }

  /**
   * Lower limit of a share that was observed on a number of trials, one standard error below it:
   * Wilson's score interval (1927) with z = 1.
   */
  public static double lowerLimit(double share, long trials) {
    double centre = share + 0.5 / trials;
    double half = Math.sqrt(share * (1 - share) / trials + 0.25 / trials / trials);
    return (centre - half) / (1 + 1.0 / trials);
  }

  /** What a threshold that was chosen elsewhere gives on these predictions. */
  public static Threshold measure(double[] scores, boolean[] correct, double value) {
    Pairs.check(scores, correct);
    int accepted = 0;
    int right = 0;
    for (int i = 0; i < scores.length; i++) {
      if (scores[i] >= value) {
        accepted++;
        right += correct[i] ? 1 : 0;
      }
    }
    return new Threshold(
        value,
        accepted == 0 ? Double.NaN : (double) right / accepted,
        scores.length == 0 ? 0 : (double) accepted / scores.length,
        accepted);
  }
}
