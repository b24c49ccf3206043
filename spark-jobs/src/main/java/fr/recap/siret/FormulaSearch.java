package fr.recap.siret;

import java.io.Serializable;
import java.util.List;

/**
 * Finds the weights of the formula that put the true establishment first most often. The share is a
 * step function of the two weights, so a grid is searched, then a finer one around its best point;
 * grids are closer near 0, where a weight of a count matters. The mean reciprocal rank decides
 * between equal shares, then the smaller weights.
 */
final class FormulaSearch {
  private static final int STEPS = 40;
  private static final int REFINEMENTS = 2;

  private FormulaSearch() {}

  /** A form with its candidates, the true one's position among them. */
  static final class Example implements Serializable {
    private static final long serialVersionUID = 1L;

    private final double[] similarity;
    private final double[] timesFound;
    private final double[] activityScore;
    private final int truth;

    Example(double[] similarity, double[] timesFound, double[] activityScore, int truth) {
      this.similarity = similarity;
      this.timesFound = timesFound;
      this.activityScore = activityScore;
      this.truth = truth;
    }

    static Example of(List<ComparedCandidate> candidates, int truth) {
      return new Example(
          candidates.stream().mapToDouble(ComparedCandidate::similarity).toArray(),
          candidates.stream().mapToDouble(ComparedCandidate::timesFound).toArray(),
          candidates.stream().mapToDouble(ComparedCandidate::activityScore).toArray(),
          truth);
    }

    /** Position of the truth in the order of the formula; candidates are in order of SIRET. */
    int rank(double a, double b) {
      double reference = similarity[truth] + a * timesFound[truth] + b * activityScore[truth];
      int before = 0;
      for (int i = 0; i < similarity.length; i++) {
        double score = similarity[i] + a * timesFound[i] + b * activityScore[i];
        if (score > reference || (score == reference && i < truth)) {
          before++;
        }
      }
      return before;
    }
  }

  /** A point of the grid in square roots of the weights, and how good it is. */
  private record Point(double u, double v, int first, double reciprocal) {
    boolean isBetterThan(Point other) {
      return other == null
          || first > other.first
          || (first == other.first && reciprocal > other.reciprocal + 1e-9);
    }
  }

  /**
   * The best weights.
   *
   * @param examples forms whose true establishment is among the candidates
   */
  static Formula search(List<Example> examples) {
    Point best = null;
    double width = 1;
    double fromU = 0;
    double fromV = 0;
    for (int round = 0; round <= REFINEMENTS; round++) {
      for (int i = 0; i <= STEPS; i++) {
        for (int j = 0; j <= STEPS; j++) {
          Point point =
              measure(examples, clamp(fromU + width * i / STEPS), clamp(fromV + width * j / STEPS));
          if (point.isBetterThan(best)) {
            best = point;
          }
        }
      }
      width *= 4.0 / STEPS;
      fromU = best.u() - width / 2;
      fromV = best.v() - width / 2;
    }
    return new Formula(best.u() * best.u(), best.v() * best.v());
  }

  private static Point measure(List<Example> examples, double u, double v) {
    int first = 0;
    double reciprocal = 0;
    for (Example example : examples) {
      int rank = example.rank(u * u, v * v);
      first += rank == 0 ? 1 : 0;
      reciprocal += 1.0 / (1 + rank);
    }
    return new Point(u, v, first, reciprocal);
  }

  private static double clamp(double value) {
    return Math.max(0, Math.min(1, value));
  }
}
