package fr.recap.nomenclature;

/** The best leaves of a form, the best first, with probabilities that sum to 1 over all leaves. */
final class Ranking {
  private final int[] leaves;
  private final double[] scores;
  private final double similarity;

  Ranking(int[] leaves, double[] scores, double similarity) {
    this.leaves = leaves;
    this.scores = scores;
    this.similarity = similarity;
  }

  int size() {
    return leaves.length;
  }

  int leaf(int rank) {
    return leaves[rank];
  }

  double score(int rank) {
    return scores[rank];
  }

  /** Similarity of the labelled text nearest to the main field, in [0, 1]. */
  double similarity() {
    return similarity;
  }
}
