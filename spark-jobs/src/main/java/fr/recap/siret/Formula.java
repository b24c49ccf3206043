package fr.recap.siret;

import java.util.List;

/**
 * The original's score of a candidate: {@code similarity + a * timesFound + b * activityScore}.
 *
 * @param a weight of an answer that names the candidate, in [0, 1]
 * @param b weight of the score of its activity, in [0, 1]
 */
record Formula(double a, double b) implements Ranker {
  @Override
  public double[] scores(List<ComparedCandidate> candidates) {
    return candidates.stream().mapToDouble(this::score).toArray();
  }

  private double score(ComparedCandidate candidate) {
    return candidate.similarity() + a * candidate.timesFound() + b * candidate.activityScore();
  }
}
