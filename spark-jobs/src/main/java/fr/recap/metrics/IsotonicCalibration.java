package fr.recap.metrics;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Maps a score to the probability of being right by the non-decreasing step function that fits best
 * (pool adjacent violators, Ayer et al. 1955), with straight lines between the steps.
 */
public final class IsotonicCalibration implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Ends of the steps, increasing, and the probability at each. */
  private final double[] scores;

  private final double[] probabilities;

  private IsotonicCalibration(double[] scores, double[] probabilities) {
    this.scores = scores;
    this.probabilities = probabilities;
  }

  /**
   * Rebuilds a calibration from {@link #scores()} and {@link #probabilities()}.
   *
   * @throws IllegalArgumentException if the lengths differ or are 0, or something decreases
   */
  public static IsotonicCalibration of(double[] scores, double[] probabilities) {
    if (scores.length != probabilities.length || scores.length == 0) {
      throw new IllegalArgumentException(
          "A calibration needs as many probabilities as scores, at least one, cannot be: %d and %d"
              .formatted(probabilities.length, scores.length));
    }
    for (int i = 1; i < scores.length; i++) {
      if (scores[i] < scores[i - 1] || probabilities[i] < probabilities[i - 1]) {
        throw new IllegalArgumentException("A calibration cannot decrease, at position " + i);
      }
    }
    return new IsotonicCalibration(scores.clone(), probabilities.clone());
  }

  /**
   * Fits a calibration.
   *
   * @param outcomes at least one
   */
  public static IsotonicCalibration fit(Outcomes outcomes) {
    int different = outcomes.different();
    if (different == 0) {
      throw new IllegalArgumentException("A calibration needs at least one score");
    }
    int blocks = 0;
    double[] low = new double[different];
    double[] high = new double[different];
    double[] right = new double[different];
    double[] size = new double[different];
    for (int i = 0; i < different; i++) {
      low[blocks] = outcomes.score(i);
      high[blocks] = outcomes.score(i);
      right[blocks] = outcomes.right(i);
      size[blocks] = outcomes.all(i);
      blocks = pool(blocks + 1, high, right, size);
    }
    double[] x = new double[2 * blocks];
    double[] y = new double[2 * blocks];
    for (int block = 0; block < blocks; block++) {
      x[2 * block] = low[block];
      x[2 * block + 1] = high[block];
      y[2 * block] = right[block] / size[block];
      y[2 * block + 1] = y[2 * block];
    }
    return new IsotonicCalibration(x, y);
  }

  private static int pool(int count, double[] high, double[] right, double[] size) {
    int blocks = count;
    while (blocks > 1
        && right[blocks - 2] / size[blocks - 2] >= right[blocks - 1] / size[blocks - 1]) {
      high[blocks - 2] = high[blocks - 1];
      right[blocks - 2] += right[blocks - 1];
      size[blocks - 2] += size[blocks - 1];
      blocks--;
    }
    return blocks;
  }

  /** The probability of a score, in [0, 1]; scores beyond those fitted get that of the nearest. */
  public double probability(double score) {
    int at = Arrays.binarySearch(scores, score);
    if (at >= 0) {
      return probabilities[at];
    }
    int above = -at - 1;
    if (above == 0) {
      return probabilities[0];
    }
    if (above == scores.length) {
      return probabilities[above - 1];
    }
    double share = (score - scores[above - 1]) / (scores[above] - scores[above - 1]);
    return probabilities[above - 1] + share * (probabilities[above] - probabilities[above - 1]);
  }

  /** Ends of the steps, increasing: two a step. */
  public double[] scores() {
    return scores.clone();
  }

  /** Probabilities at the ends of the steps. */
  public double[] probabilities() {
    return probabilities.clone();
  }
}
