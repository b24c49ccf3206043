package fr.recap.metrics;

import java.io.Serializable;
import java.util.function.IntToDoubleFunction;

/**
 * A score from which on a prediction is accepted, with what that gave on the data it was chosen on.
 *
 * @param value a prediction is accepted if its score is at least this
 * @param precision share of right ones among the accepted; NaN if none is accepted
 * @param coverage share of the accepted among all, in [0, 1]
 * @param support number of the accepted
 */
public record Threshold(double value, double precision, double coverage, long support)
    implements Serializable {
  /** Sums of the same scores in another order differ by less. */
  private static final double ROUNDING = 1e-12;

  /**
   * The threshold with the largest coverage whose precision surely reaches a target: it is the
   * lower limit of the precision's interval that must reach it, one standard error below the
   * estimate, as the largest of many thresholds flatters itself and would miss the target on other
   * data. Equal scores are accepted together or not at all. If no threshold reaches the target, the
   * value is above 1 and above all scores, and the coverage 0.
   *
   * @param target precision in [0, 1]
   */
  public static Threshold forPrecision(Outcomes outcomes, double target) {
    int different = outcomes.different();
    double highest = different == 0 ? 1 : Math.max(1, outcomes.score(different - 1));
    Threshold best = new Threshold(Math.nextUp(highest), Double.NaN, 0, 0);
    long size = outcomes.size();
    long accepted = 0;
    long right = 0;
    for (int i = different - 1; i >= 0; i--) {
      accepted += outcomes.all(i);
      right += outcomes.right(i);
      double precision = (double) right / accepted;
      if (lowerLimit(precision, accepted) >= target) {
        best = new Threshold(outcomes.score(i), precision, (double) accepted / size, accepted);
      }
    }
    return best;
  }

  /**
   * The lowest score down to which the mean score of the accepted is at least a target; above 1 if
   * none is. Equal scores are accepted together or not at all.
   *
   * @param outcomes by probability
   * @param target mean in [0, 1]
   */
  public static double byMean(Outcomes outcomes, double target) {
    return byMean(outcomes, i -> outcomes.score(i) * outcomes.all(i), target);
  }

  /**
   * Likewise for outcomes that stand for several scores each.
   *
   * @param sums of the scores at each position
   */
  static double byMean(Outcomes outcomes, IntToDoubleFunction sums, double target) {
    double threshold = Math.nextUp(1.0);
    double sum = 0;
    long accepted = 0;
    for (int i = outcomes.different() - 1; i >= 0; i--) {
      sum += sums.applyAsDouble(i);
      accepted += outcomes.all(i);
      if (sum >= (target - ROUNDING) * accepted) {
        threshold = outcomes.score(i);
      }
    }
    return threshold;
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
  public static Threshold measure(Outcomes outcomes, double value) {
    Confusion decided = Confusion.at(outcomes, value);
    long accepted = decided.truePositives() + decided.falsePositives();
    long size = outcomes.size();
    return new Threshold(
        value, decided.precision(), size == 0 ? 0 : (double) accepted / size, accepted);
  }
}
