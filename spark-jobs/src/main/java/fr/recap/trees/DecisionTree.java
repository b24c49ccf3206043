package fr.recap.trees;

import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;

/** One tree of a classifier or ranker. Immutable. */
public final class DecisionTree implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int[] left;
  private final int[] right;
  private final int[] feature;
  private final double[] threshold;
  private final boolean[] missingGoesLeft;

  /**
   * A tree whose features are never missing.
   *
   * @param left child of each node, the root first; below 0 for a leaf
   * @param right the other child
   * @param feature that a node asks for
   * @param threshold a value below it goes to the left; of a leaf its value
   * @throws IllegalArgumentException if this is no tree
   */
  public DecisionTree(int[] left, int[] right, int[] feature, double[] threshold) {
    this(left, right, feature, threshold, new boolean[left.length]);
  }

  /**
   * A tree out of a model's file.
   *
   * @throws IOException if its nodes are none of a tree
   */
  public static DecisionTree read(int[] left, int[] right, int[] feature, double[] threshold)
      throws IOException {
    try {
      return new DecisionTree(left, right, feature, threshold);
    } catch (IllegalArgumentException e) {
      throw new IOException("The model is damaged: " + e.getMessage(), e);
    }
  }

  DecisionTree(
      int[] left, int[] right, int[] feature, double[] threshold, boolean[] missingGoesLeft) {
    this.left = left.clone();
    this.right = right.clone();
    this.feature = feature.clone();
    this.threshold = threshold.clone();
    this.missingGoesLeft = missingGoesLeft.clone();
    parentsFirst();
  }

  /**
   * The nodes that the root leads to, each before its children.
   *
   * @throws IllegalArgumentException if one is the child of two, or not there: a path may not end
   */
  private int[] parentsFirst() {
    int size = left.length;
    if (size == 0
        || right.length != size
        || feature.length != size
        || threshold.length != size
        || missingGoesLeft.length != size) {
      throw new IllegalArgumentException("The nodes of a tree are incomplete: " + size);
    }
    boolean[] reached = new boolean[size];
    reached[0] = true;
    int[] order = new int[size];
    int count = 1;
    for (int at = 0; at < count; at++) {
      int node = order[at];
      if (isLeaf(node)) {
        continue;
      }
      for (int child : new int[] {left[node], right[node]}) {
        if (child <= 0 || child >= size || reached[child] || feature[node] < 0) {
          throw new IllegalArgumentException(
              "Node %d of %d leads to %d: this is no tree".formatted(node, size, child));
        }
        reached[child] = true;
        order[count++] = child;
      }
    }
    return Arrays.copyOf(order, count);
  }

  /** Number of nodes. */
  int size() {
    return left.length;
  }

  boolean isLeaf(int node) {
    return left[node] < 0;
  }

  int feature(int node) {
    return feature[node];
  }

  /** The node that follows an inner one. */
  int next(int node, double[] features) {
    double value = features[feature[node]];
    boolean toLeft = Double.isNaN(value) ? missingGoesLeft[node] : value < threshold[node];
    return toLeft ? left[node] : right[node];
  }

  /** The value of the leaf that features lead to. */
  public double score(double[] features) {
    int node = 0;
    while (left[node] >= 0) {
      node = next(node, features);
    }
    return threshold[node];
  }

  /** Number of features that it needs: one more than the last that it asks for. */
  int width() {
    int width = 0;
    for (int node = 0; node < left.length; node++) {
      width = isLeaf(node) ? width : Math.max(width, feature[node] + 1);
    }
    return width;
  }

  /**
   * Mean of the leaves below each node.
   *
   * @param weight of each node: what came there in training
   */
  double[] means(double[] weight) {
    double[] means = new double[left.length];
    int[] order = parentsFirst();
    for (int at = order.length - 1; at >= 0; at--) {
      int node = order[at];
      if (isLeaf(node)) {
        means[node] = threshold[node];
      } else {
        double ofLeft = weight[left[node]];
        double ofRight = weight[right[node]];
        means[node] =
            (ofLeft * means[left[node]] + ofRight * means[right[node]]) / (ofLeft + ofRight);
      }
    }
    return means;
  }

  /** Left child of each node; below 0 for a leaf. */
  public int[] left() {
    return left.clone();
  }

  /** Right child of each node. */
  public int[] right() {
    return right.clone();
  }

  /** The feature that each node asks for. */
  public int[] features() {
    return feature.clone();
  }

  /** Threshold of each inner node, value of each leaf. */
  public double[] thresholds() {
    return threshold.clone();
  }
}
