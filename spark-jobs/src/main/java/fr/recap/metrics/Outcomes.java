package fr.recap.metrics;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * How many predictions have each score, and how many of these are right: all that thresholds,
 * calibrations and measures need to know. Immutable.
 */
public final class Outcomes {
  /** Different scores, increasing. */
  private final double[] scores;

  private final long[] all;
  private final long[] right;

  /**
   * Outcomes that are counted already.
   *
   * @param scores different ones, increasing
   */
  Outcomes(double[] scores, long[] all, long[] right) {
    this.scores = scores;
    this.all = all;
    this.right = right;
  }

  /**
   * The outcomes of some predictions.
   *
   * @param scores of the predictions, any finite numbers
   * @param right whether each is right
   * @throws IllegalArgumentException if there are more of one than of the other, or a score is NaN
   */
  public static Outcomes of(double[] scores, boolean[] right) {
    if (scores.length != right.length) {
      throw new IllegalArgumentException(
          "There must be as many outcomes as scores, cannot be: %d and %d"
              .formatted(right.length, scores.length));
    }
    for (double score : scores) {
      number(score);
    }
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> scores[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] different = new double[scores.length];
    long[] all = new long[scores.length];
    long[] rightOnes = new long[scores.length];
    int last = -1;
    for (int i : order) {
      if (last < 0 || different[last] != scores[i]) {
        different[++last] = scores[i];
      }
      all[last]++;
      rightOnes[last] += right[i] ? 1 : 0;
    }
    return new Outcomes(
        Arrays.copyOf(different, last + 1),
        Arrays.copyOf(all, last + 1),
        Arrays.copyOf(rightOnes, last + 1));
  }

  private static double number(double score) {
    if (Double.isNaN(score)) {
      throw new IllegalArgumentException("A score cannot be NaN");
    }
    return score;
  }

  /** Number of predictions. */
  public long size() {
    return Arrays.stream(all).sum();
  }

  /** Number of those that are right. */
  public long right() {
    return Arrays.stream(right).sum();
  }

  /** Number of different scores; the others are asked for by their positions. */
  int different() {
    return scores.length;
  }

  /** A score; the larger its position, the higher. */
  double score(int position) {
    return scores[position];
  }

  /** Predictions with a score, at least one. */
  long all(int position) {
    return all[position];
  }

  /** Those of them that are right. */
  long right(int position) {
    return right[position];
  }

  /** The outcomes of the same predictions with other scores, each made of the one that it had. */
  public Outcomes with(DoubleUnaryOperator other) {
    Map<Double, long[]> counts = new TreeMap<>();
    for (int i = 0; i < scores.length; i++) {
      add(counts, number(other.applyAsDouble(scores[i])), all[i], right[i]);
    }
    return of(counts);
  }

  /** These and others. */
  public Outcomes plus(Outcomes others) {
    Map<Double, long[]> counts = new TreeMap<>();
    for (Outcomes each : List.of(this, others)) {
      for (int i = 0; i < each.scores.length; i++) {
        add(counts, each.scores[i], each.all[i], each.right[i]);
      }
    }
    return of(counts);
  }

  private static void add(Map<Double, long[]> counts, double score, long all, long right) {
    long[] count = counts.computeIfAbsent(score, absent -> new long[2]);
    count[0] += all;
    count[1] += right;
  }

  private static Outcomes of(Map<Double, long[]> increasing) {
    int size = increasing.size();
    double[] scores = new double[size];
    long[] all = new long[size];
    long[] right = new long[size];
    int at = 0;
    for (Map.Entry<Double, long[]> entry : increasing.entrySet()) {
      scores[at] = entry.getKey();
      all[at] = entry.getValue()[0];
      right[at++] = entry.getValue()[1];
    }
    return new Outcomes(scores, all, right);
  }

  /**
   * Counts outcomes one by one; counters of parts can be merged, in any order, and give the same.
   * What it holds doesn't grow with the predictions: scores are rounded down to {@value #DIGITS}
   * binary digits, so that at most 4,096 differ between one power of two and the next.
   */
  public static final class Counter implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int DIGITS = 13;

    private final HashMap<Double, long[]> counts = new HashMap<>();

    /** Counts a prediction. */
    public void add(double score, boolean right) {
      Outcomes.add(counts, rounded(number(score)), 1, right ? 1 : 0);
    }

    /** Adds what another one counted. */
    public Counter merge(Counter other) {
      other.counts.forEach((score, count) -> Outcomes.add(counts, score, count[0], count[1]));
      return this;
    }

    /** What was counted. */
    public Outcomes outcomes() {
      return of(new TreeMap<>(counts));
    }

    /** The largest number of so many binary digits that is not above. */
    static double rounded(double score) {
      if (score == 0 || Double.isInfinite(score)) {
        // One zero: the negative one would be another key.
        return score + 0.0;
      }
      double unit = Math.scalb(1.0, Math.getExponent(score) - DIGITS + 1);
      return unit == 0 ? score : Math.floor(score / unit) * unit;
    }
  }
}
