package fr.recap.siret;

import java.util.Comparator;
import java.util.List;

/**
 * The original's score of a candidate: {@code similarity + a * timesFound + b * nafScore}.
 *
 * @param a weight of an answer that names the candidate, in [0, 1]
 * @param b weight of the score of its activity, in [0, 1]
 */
record Formula(double a, double b) {
  /** Best score first, then SIRET. */
  private static final Comparator<Ranked> ORDER =
      Comparator.comparingDouble(Ranked::score)
          .reversed()
          .thenComparing(ranked -> ranked.evidence().siret());

  /** A candidate with its final score. */
  record Ranked(Evidence evidence, double score) {}

  double score(Evidence evidence) {
    return evidence.similarity() + a * evidence.timesFound() + b * evidence.nafScore();
  }

  /** The best candidates, the best first; equal scores in order of SIRET. */
  List<Ranked> best(List<Evidence> candidates, int limit) {
    return candidates.stream()
        .map(evidence -> new Ranked(evidence, score(evidence)))
        .sorted(ORDER)
        .limit(limit)
        .toList();
  }
}
