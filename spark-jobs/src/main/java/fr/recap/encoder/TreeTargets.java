package fr.recap.encoder;

import java.io.Serializable;

/**
 * What the softmax is to approach for each true leaf: most of it on the leaf itself, the rest on
 * its relatives in the tree, nearer ones more.
 */
public final class TreeTargets implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int[][] leaves;
  private final float[][] shares;

  /**
   * @param leaves [true leaf][relative], the leaf itself among them
   * @param shares as many, summing to 1 by true leaf
   */
  public TreeTargets(int[][] leaves, float[][] shares) {
    this.leaves = leaves;
    this.shares = shares;
  }

  public int[][] leaves() {
    return leaves;
  }

  public float[][] shares() {
    return shares;
  }

  /** All on the true leaf. */
  public static TreeTargets plain(int leafCount) {
    int[][] leaves = new int[leafCount][];
    float[][] shares = new float[leafCount][];
    for (int leaf = 0; leaf < leafCount; leaf++) {
      leaves[leaf] = new int[] {leaf};
      shares[leaf] = new float[] {1};
    }
    return new TreeTargets(leaves, shares);
  }

  /** Subtracts the target of an example from probabilities. */
  void subtract(Example example, float[] probabilities) {
    for (int i = 0; i < example.leaves().length; i++) {
      int leaf = example.leaves()[i];
      float share = example.shares()[i];
      for (int j = 0; j < leaves[leaf].length; j++) {
        probabilities[leaves[leaf][j]] -= share * shares[leaf][j];
      }
    }
  }

  /** The cross-entropy of logarithms of probabilities, in nats. */
  double loss(Example example, float[] logProbabilities) {
    double loss = 0;
    for (int i = 0; i < example.leaves().length; i++) {
      int leaf = example.leaves()[i];
      double share = example.shares()[i];
      for (int j = 0; j < leaves[leaf].length; j++) {
        loss -= share * shares[leaf][j] * logProbabilities[leaves[leaf][j]];
      }
    }
    return loss;
  }
}
