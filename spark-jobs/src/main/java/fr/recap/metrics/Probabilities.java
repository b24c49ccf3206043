package fr.recap.metrics;

import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;

/** How good probabilities are, told by their outcomes. */
public final class Probabilities {
  private static final int DRAWS = 1000;

  /** Keeps the logarithm of a probability of 0 finite, as scikit-learn does. */
  private static final double EPSILON = 1e-15;

  private Probabilities() {}

  /** Mean squared difference of probability and outcome (Brier 1950), 0 best; NaN for none. */
  public static double brier(Outcomes outcomes) {
    return mean(outcomes, (probability, outcome) -> Math.pow(probability - outcome, 2));
  }

  /** Mean negative log-likelihood in nats, 0 best; NaN for none. */
  public static double logLoss(Outcomes outcomes) {
    return mean(
        outcomes,
        (probability, outcome) -> {
          double p = outcome == 1 ? probability : 1 - probability;
          return -Math.log(Math.min(1 - EPSILON, Math.max(EPSILON, p)));
        });
  }

  /** Mean loss by score and outcome, which is 1 for right and 0 for wrong. */
  private static double mean(Outcomes outcomes, DoubleBinaryOperator loss) {
    double sum = 0;
    for (int i = 0; i < outcomes.different(); i++) {
      double score = outcomes.score(i);
      long wrong = outcomes.all(i) - outcomes.right(i);
      sum += outcomes.right(i) == 0 ? 0 : outcomes.right(i) * loss.applyAsDouble(score, 1);
      sum += wrong == 0 ? 0 : wrong * loss.applyAsDouble(score, 0);
    }
    return sum / outcomes.size();
  }

  /**
   * Expected calibration error: the gap between mean probability and share of right ones in bins of
   * equal width, weighted by their sizes (Naeini et al. 2015), 0 best; NaN for none.
   *
   * @param outcomes of probabilities in [0, 1]
   * @param bins at least 1
   */
  public static double expectedCalibrationError(Outcomes outcomes, int bins) {
    double[] gaps = new double[bins];
    for (int i = 0; i < outcomes.different(); i++) {
      double probability = outcomes.score(i);
      int bin = Math.min(bins - 1, (int) (probability * bins));
      gaps[bin] += outcomes.all(i) * probability - outcomes.right(i);
    }
    double total = 0;
    for (double gap : gaps) {
      total += Math.abs(gap);
    }
    return total / outcomes.size();
  }

  /**
   * The expected calibration error that exactly right probabilities would show by the chance of
   * finite numbers alone: the mean over {@value #DRAWS} draws of outcomes by these probabilities.
   *
   * @param probabilities in [0, 1]
   * @param bins at least 1
   */
  public static double calibrationErrorByChance(double[] probabilities, int bins, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    boolean[] outcomes = new boolean[probabilities.length];
    double sum = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      for (int i = 0; i < outcomes.length; i++) {
        outcomes[i] = random.nextDouble() < probabilities[i];
      }
      sum += expectedCalibrationError(Outcomes.of(probabilities, outcomes), bins);
    }
    return sum / DRAWS;
  }

  /**
   * Area under the ROC curve: the probability that a positive has a higher score than a negative,
   * equal scores counting half. NaN if one of the two classes is empty.
   */
  public static double rocAuc(Outcomes outcomes) {
    double positives = outcomes.right();
    double negatives = outcomes.size() - positives;
    double above = 0;
    double area = 0;
    for (int i = outcomes.different() - 1; i >= 0; i--) {
      double here = outcomes.right(i);
      area += (outcomes.all(i) - here) * (above + here / 2);
      above += here;
    }
    return area / (positives * negatives);
  }

  /**
   * The highest recall at which the precision still reaches a target, by any threshold on these
   * scores: it is chosen in hindsight, so that it compares orders and promises nothing.
   *
   * @param outcomes right for positive
   * @return in [0, 1]; 0 if no threshold reaches the target
   */
  public static double recallAtPrecision(Outcomes outcomes, double target) {
    long accepted = 0;
    long right = 0;
    double best = 0;
    for (int i = outcomes.different() - 1; i >= 0; i--) {
      accepted += outcomes.all(i);
      right += outcomes.right(i);
      if (right >= target * accepted) {
        best = (double) right / outcomes.right();
      }
    }
    return best;
  }

  /**
   * Average precision: the sum of precisions at each distinct score weighted by the recall that it
   * adds, without interpolation. NaN if there is no positive.
   */
  public static double averagePrecision(Outcomes outcomes) {
    double positives = outcomes.right();
    double accepted = 0;
    double found = 0;
    double sum = 0;
    for (int i = outcomes.different() - 1; i >= 0; i--) {
      accepted += outcomes.all(i);
      found += outcomes.right(i);
      sum += outcomes.right(i) / positives * found / accepted;
    }
    return positives == 0 ? Double.NaN : sum;
  }
}
