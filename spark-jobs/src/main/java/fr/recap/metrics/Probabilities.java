package fr.recap.metrics;

import java.util.SplittableRandom;

/** How good probabilities are. All arrays hold one entry a prediction. */
public final class Probabilities {
  private static final int DRAWS = 1000;

  /** Keeps the logarithm of a probability of 0 finite, as scikit-learn does. */
  private static final double EPSILON = 1e-15;

  private Probabilities() {}

  /** Mean squared difference of probability and outcome (Brier 1950), 0 best; NaN for none. */
  public static double brier(double[] probabilities, boolean[] outcomes) {
    Pairs.check(probabilities, outcomes);
    double[] losses = new double[probabilities.length];
    for (int i = 0; i < losses.length; i++) {
      double gap = probabilities[i] - (outcomes[i] ? 1 : 0);
      losses[i] = gap * gap;
    }
    return Pairs.mean(losses);
  }

  /** Mean negative log-likelihood in nats, 0 best; NaN for none. */
  public static double logLoss(double[] probabilities, boolean[] outcomes) {
    Pairs.check(probabilities, outcomes);
    double[] losses = new double[probabilities.length];
    for (int i = 0; i < losses.length; i++) {
      double p = outcomes[i] ? probabilities[i] : 1 - probabilities[i];
      losses[i] = -Math.log(Math.min(1 - EPSILON, Math.max(EPSILON, p)));
    }
    return Pairs.mean(losses);
  }

  /**
   * Expected calibration error: the gap between mean probability and share of right ones in bins of
   * equal width, weighted by their sizes (Naeini et al. 2015), 0 best; NaN for none.
   *
   * @param probabilities in [0, 1]
   * @param bins at least 1
   */
  public static double expectedCalibrationError(
      double[] probabilities, boolean[] outcomes, int bins) {
    Pairs.check(probabilities, outcomes);
    double[] gaps = new double[bins];
    for (int i = 0; i < probabilities.length; i++) {
      int bin = Math.min(bins - 1, (int) (probabilities[i] * bins));
      gaps[bin] += probabilities[i] - (outcomes[i] ? 1 : 0);
    }
    double total = 0;
    for (double gap : gaps) {
      total += Math.abs(gap);
    }
    return total / probabilities.length;
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
      sum += expectedCalibrationError(probabilities, outcomes, bins);
    }
    return sum / DRAWS;
  }

  /**
   * Area under the ROC curve: the probability that a positive has a higher score than a negative,
   * equal scores counting half. NaN if one of the two classes is empty.
   */
  public static double rocAuc(double[] scores, boolean[] outcomes) {
    Pairs.check(scores, outcomes);
    int[] order = Pairs.decreasing(scores);
    double positives = Pairs.count(outcomes);
    double negatives = scores.length - positives;
    double above = 0;
    double area = 0;
    for (int start = 0, end; start < order.length; start = end) {
      end = endOfTie(order, scores, start);
      double positivesHere = positives(order, outcomes, start, end);
      double negativesHere = end - start - positivesHere;
      area += negativesHere * (above + positivesHere / 2);
      above += positivesHere;
    }
    return area / (positives * negatives);
  }

  /**
   * The highest recall at which the precision still reaches a target, by any threshold on these
   * scores: it is chosen in hindsight, so that it compares orders and promises nothing.
   *
   * @return in [0, 1]; 0 if no threshold reaches the target
   */
  public static double recallAtPrecision(double[] scores, boolean[] positive, double target) {
    Pairs.check(scores, positive);
    int[] order = Pairs.decreasing(scores);
    int all = 0;
    for (boolean is : positive) {
      all += is ? 1 : 0;
    }
    int right = 0;
    double best = 0;
    for (int i = 0; i < order.length; i++) {
      right += positive[order[i]] ? 1 : 0;
      boolean lastOfItsScore = i + 1 == order.length || scores[order[i + 1]] < scores[order[i]];
      if (lastOfItsScore && right >= target * (i + 1)) {
        best = (double) right / all;
      }
    }
    return best;
  }

  /**
   * Average precision: the sum of precisions at each distinct score weighted by the recall that it
   * adds, without interpolation. NaN if there is no positive.
   */
  public static double averagePrecision(double[] scores, boolean[] outcomes) {
    Pairs.check(scores, outcomes);
    int[] order = Pairs.decreasing(scores);
    double positives = Pairs.count(outcomes);
    double found = 0;
    double sum = 0;
    for (int start = 0, end; start < order.length; start = end) {
      end = endOfTie(order, scores, start);
      double here = positives(order, outcomes, start, end);
      found += here;
      sum += here / positives * found / end;
    }
    return positives == 0 ? Double.NaN : sum;
  }

  private static int endOfTie(int[] order, double[] scores, int start) {
    int end = start + 1;
    while (end < order.length && scores[order[end]] == scores[order[start]]) {
      end++;
    }
    return end;
  }

  private static int positives(int[] order, boolean[] outcomes, int start, int end) {
    int count = 0;
    for (int i = start; i < end; i++) {
      count += outcomes[order[i]] ? 1 : 0;
    }
    return count;
  }
}
