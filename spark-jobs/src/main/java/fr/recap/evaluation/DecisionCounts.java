package fr.recap.evaluation;

import fr.recap.metrics.ScoreBins;
import java.io.Serializable;
import java.util.Arrays;

/**
 * Forms by the score of a decision, in the data and in each replicate of the bootstrap. All sums
 * are whole numbers, so that they don't depend on the order in which partial ones are added.
 */
final class DecisionCounts implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int BINS = ScoreBins.BINS;

  /** What counts as one in sums of scores and losses. */
  private static final double ONE = 1e9;

  /** Keeps the logarithm of a probability of 0 finite, as scikit-learn does. */
  private static final double EPSILON = 1e-15;

  private static final int WIDTH = PoissonWeights.REPLICATES + 1;

  /** [bin][replicate]; forms without a score have a bin of their own behind the others. */
  private final int[][] forms = new int[BINS + 1][WIDTH];

  private final int[][] known = new int[BINS + 1][WIDTH];
  private final int[][] right = new int[BINS + 1][WIDTH];

  /** Sums of scores of known forms. */
  private final long[] scores = new long[BINS];

  private final long[] squaredErrors = new long[WIDTH];
  private final long[] logLosses = new long[WIDTH];

  /**
   * Counts a form.
   *
   * @param score in [0, 1], or null if the decision can't be taken
   * @param isKnown whether it is known what would have been right
   * @param isRight whether the decision is right; never for a form that is not known
   * @param weights of {@link PoissonWeights}
   * @throws IllegalArgumentException if the score is no probability
   */
  void add(Double score, boolean isKnown, boolean isRight, int[] weights) {
    int bin = score == null ? BINS : ScoreBins.of(score);
    count(forms[bin], weights);
    if (!isKnown) {
      return;
    }
    count(known[bin], weights);
    if (isRight) {
      count(right[bin], weights);
    }
    if (score != null) {
      scores[bin] += Math.round(score * ONE);
      double gap = score - (isRight ? 1 : 0);
      double p = Math.min(1 - EPSILON, Math.max(EPSILON, isRight ? score : 1 - score));
      long squared = Math.round(gap * gap * ONE);
      long loss = Math.round(-Math.log(p) * ONE);
      for (int r = 0; r < WIDTH; r++) {
        squaredErrors[r] += squared * weights[r];
        logLosses[r] += loss * weights[r];
      }
    }
  }

  private static void count(int[] counts, int[] weights) {
    for (int r = 0; r < counts.length; r++) {
      counts[r] += weights[r];
    }
  }

  DecisionCounts merge(DecisionCounts other) {
    for (int bin = 0; bin <= BINS; bin++) {
      count(forms[bin], other.forms[bin]);
      count(known[bin], other.known[bin]);
      count(right[bin], other.right[bin]);
    }
    Arrays.setAll(scores, bin -> scores[bin] + other.scores[bin]);
    Arrays.setAll(squaredErrors, r -> squaredErrors[r] + other.squaredErrors[r]);
    Arrays.setAll(logLosses, r -> logLosses[r] + other.logLosses[r]);
    return this;
  }

  /**
   * Forms of each bin of {@link ScoreBins} and above, [bin][replicate]; behind the last one all,
   * scored or not.
   */
  long[][] forms() {
    return fromAbove(forms);
  }

  /** As {@link #forms}, of those whose truth is known. */
  long[][] known() {
    return fromAbove(known);
  }

  /** As {@link #forms}, of those that are right. */
  long[][] right() {
    return fromAbove(right);
  }

  private static long[][] fromAbove(int[][] counts) {
    long[][] sums = new long[BINS + 1][WIDTH];
    for (int r = 0; r < WIDTH; r++) {
      long sum = 0;
      for (int bin = BINS - 1; bin >= 0; bin--) {
        sum += counts[bin][r];
        sums[bin][r] = sum;
      }
      sums[BINS][r] = sum + counts[BINS][r];
    }
    return sums;
  }

  Estimate brier() {
    return mean(squaredErrors);
  }

  Estimate logLoss() {
    return mean(logLosses);
  }

  private Estimate mean(long[] sums) {
    long[] scored = known()[0];
    double[] means = new double[WIDTH];
    Arrays.setAll(means, r -> scored[r] == 0 ? Double.NaN : sums[r] / ONE / scored[r]);
    return Estimate.of(means);
  }

  /** Mean score of the known forms in bins from one to before another; NaN for none. */
  double meanScore(int from, int to) {
    long sum = 0;
    for (int bin = from; bin < to; bin++) {
      sum += scores[bin];
    }
    return sum / ONE / knownIn(from, to);
  }

  /** Known forms in bins from one to before another. */
  long knownIn(int from, int to) {
    return in(known, from, to);
  }

  /** Right forms in bins from one to before another. */
  long rightIn(int from, int to) {
    return in(right, from, to);
  }

  private static long in(int[][] counts, int from, int to) {
    long sum = 0;
    for (int bin = from; bin < to; bin++) {
      sum += counts[bin][0];
    }
    return sum;
  }
}
