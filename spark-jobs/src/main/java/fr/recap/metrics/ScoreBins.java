package fr.recap.metrics;

/** Bins of scores between 0 and 1, {@value #STEPS} of equal width, and one for the score 1. */
public final class ScoreBins {
  /** Bins begin at 0, 1/STEPS, ... 1. */
  public static final int STEPS = 200;

  /** Bin {@code b} holds the scores in {@code [b / STEPS, (b + 1) / STEPS)}, the last one 1. */
  public static final int BINS = STEPS + 1;

  private ScoreBins() {}

  /**
   * The bin of a score.
   *
   * @param score in [0, 1]
   * @throws IllegalArgumentException if it is none
   */
  public static int of(double score) {
    if (!(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException("A score must lie in [0, 1], cannot be: " + score);
    }
    int bin = (int) (score * STEPS);
    if (bin < STEPS && score >= from(bin + 1)) {
      return bin + 1;
    }
    return score < from(bin) ? bin - 1 : bin;
  }

  /** Where a bin begins. */
  public static double from(int bin) {
    return (double) bin / STEPS;
  }
}
