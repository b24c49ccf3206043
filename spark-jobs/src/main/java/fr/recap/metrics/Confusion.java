package fr.recap.metrics;

/** Counts of a binary decision against the truth. */
public record Confusion(
    long truePositives, long falsePositives, long trueNegatives, long falseNegatives) {

  /** Counts decisions: positive where the score is at least the threshold. */
  public static Confusion at(Outcomes outcomes, double threshold) {
    long[][] counts = new long[2][2];
    for (int i = 0; i < outcomes.different(); i++) {
      long[] decided = counts[outcomes.score(i) >= threshold ? 1 : 0];
      decided[1] += outcomes.right(i);
      decided[0] += outcomes.all(i) - outcomes.right(i);
    }
    return new Confusion(counts[1][1], counts[1][0], counts[0][0], counts[0][1]);
  }

  /** Share of the positives found among all decided positive; NaN if none was. */
  public double precision() {
    return (double) truePositives / (truePositives + falsePositives);
  }

  /** Share of the positives that were found; NaN if there are none. */
  public double recall() {
    return (double) truePositives / (truePositives + falseNegatives);
  }

  /**
   * F measure that weighs recall beta times as much as precision (van Rijsbergen 1979); 0 if no
   * positive was found.
   */
  public double fBeta(double beta) {
    double squared = beta * beta;
    double weighted = (1 + squared) * truePositives;
    return truePositives == 0
        ? 0
        : weighted / (weighted + squared * falseNegatives + falsePositives);
  }
}
