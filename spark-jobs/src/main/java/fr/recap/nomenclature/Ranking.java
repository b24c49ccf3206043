package fr.recap.nomenclature;

/** The best leaves of a form, the best first, and what tells how sure the first one is. */
final class Ranking {
  private final int[] leaves;
  private final double[] scores;
  private final double similarity;
  private final double entropy;
  private final boolean agreement;
  private final int filled;
  private final double evidence;

  /**
   * @param leaves positions among the leaves
   * @param scores probabilities of these, which sum to 1 over all leaves
   * @param similarity of the labelled text nearest to the main field, in [0, 1]
   * @param entropy of the probabilities of all leaves, in nats
   * @param agreement whether the nearest texts and the encoder prefer the same leaf
   * @param filled number of fields that are not empty
   * @param evidence how far the texts near the main field are from the prior: the Kullback-Leibler
   *     divergence of what they say of the leaves from the prior, in nats, at least 0
   */
  Ranking(
      int[] leaves,
      double[] scores,
      double similarity,
      double entropy,
      boolean agreement,
      int filled,
      double evidence) {
    this.leaves = leaves;
    this.scores = scores;
    this.similarity = similarity;
    this.entropy = entropy;
    this.agreement = agreement;
    this.filled = filled;
    this.evidence = evidence;
  }

  int[] leaves() {
    return leaves;
  }

  double[] scores() {
    return scores;
  }

  double similarity() {
    return similarity;
  }

  double entropy() {
    return entropy;
  }

  boolean agreement() {
    return agreement;
  }

  int filled() {
    return filled;
  }

  double evidence() {
    return evidence;
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

  /** Position of a leaf, 0 for the first, {@link fr.recap.metrics.TopK#ABSENT} for none. */
  int rankOf(int leaf) {
    for (int rank = 0; rank < leaves.length; rank++) {
      if (leaves[rank] == leaf) {
        return rank;
      }
    }
    return fr.recap.metrics.TopK.ABSENT;
  }
}
