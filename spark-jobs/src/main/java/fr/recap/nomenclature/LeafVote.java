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

  /** Collects one vote after the other, of one thread. */
  static final class Collector {
    private final float[] mass;

    /** One longer than there are leaves, for the entry that {@link #addAll} writes and gives up. */
    private final int[] touched;

    private int count;

    /**
     * @param leaves their number
     */
    Collector(int leaves) {
      mass = new float[leaves];
      touched = new int[leaves + 1];
    }

    /**
     * Shares a weight out to leaves.
     *
     * @param weight positive
     * @param leaves from {@code start} to {@code end}, each once
     * @param shares as many, positive
     */
    void addAll(float weight, int[] leaves, float[] shares, int start, int end) {
      for (int at = start; at < end; at++) {
        int leaf = leaves[at];
        float before = mass[leaf];
        // As in NearestTexts: no branch that can't be predicted.
        touched[count] = leaf;
        count += before == 0 ? 1 : 0;
        mass[leaf] = before + Math.max(Float.MIN_VALUE, weight * shares[at]);
      }
    }

    /**
     * The shares of the leaves, in order of their first appearance; all is empty again afterwards.
     *
     * @param total of what was added
     */
    LeafVote take(double total, double similarity) {
      int[] leaves = Arrays.copyOf(touched, count);
      float[] shares = new float[count];
      for (int i = 0; i < count; i++) {
        shares[i] = (float) (mass[leaves[i]] / Math.max(Float.MIN_NORMAL, total));
        mass[leaves[i]] = 0;
      }
      count = 0;
      return new LeafVote(leaves, shares, Math.min(1, similarity));
    }
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
