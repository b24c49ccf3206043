package fr.recap.nomenclature;

import java.util.Arrays;

/** Shares of leaves that one field of a form speaks for. */
final class LeafVote {
  static final LeafVote NONE = new LeafVote(new int[0], new float[0], 0);

  private final int[] leaves;
  private final float[] shares;
  private final double similarity;

  private LeafVote(int[] leaves, float[] shares, double similarity) {
    this.leaves = leaves;
    this.shares = shares;
    this.similarity = similarity;
  }

  /** Empties a scratch with one number a leaf into shares that sum to 1. */
  static LeafVote take(float[] mass, double total, double similarity) {
    if (total <= 0) {
      return NONE;
    }
    int[] leaves = new int[mass.length];
    float[] shares = new float[mass.length];
    int count = 0;
    for (int leaf = 0; leaf < mass.length; leaf++) {
      if (mass[leaf] > 0) {
        leaves[count] = leaf;
        shares[count++] = (float) (mass[leaf] / total);
        mass[leaf] = 0;
      }
    }
    return new LeafVote(
        Arrays.copyOf(leaves, count), Arrays.copyOf(shares, count), Math.min(1, similarity));
  }

  int size() {
    return leaves.length;
  }

  int leaf(int i) {
    return leaves[i];
  }

  float share(int i) {
    return shares[i];
  }

  /** Similarity of the nearest labelled text, in [0, 1]. */
  double similarity() {
    return similarity;
  }
}
