package fr.recap.noncodable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.recap.trees.TreeLinks;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** The sum of trees: one tree, a forest or boosted trees. */
final class TreesClassifier implements Classifier {
  static final String KIND = "trees";
  private static final long serialVersionUID = 1L;

  private final List<Tree> trees;

  TreesClassifier(List<Tree> trees) {
    this.trees = List.copyOf(trees);
  }

  /** Nodes of one tree, the root first; a node without a left child is a leaf. */
  static final class Tree implements Serializable {
    private static final long serialVersionUID = 1L;
    private final int[] left;
    private final int[] right;
    private final int[] feature;

    /** A value below goes to the left; of a leaf its value. */
    private final double[] threshold;

    /**
     * A tree whose links were checked.
     *
     * @throws IOException if they are none of a tree
     */
    static Tree read(int[] left, int[] right, int[] feature, double[] threshold)
        throws IOException {
      TreeLinks.check(left, right, feature);
      if (threshold.length != left.length) {
        throw new IOException(
            "A tree of the model has %d thresholds for %d nodes: train again"
                .formatted(threshold.length, left.length));
      }
      return new Tree(left, right, feature, threshold);
    }

    Tree(int[] left, int[] right, int[] feature, double[] threshold) {
      this.left = left.clone();
      this.right = right.clone();
      this.feature = feature.clone();
      this.threshold = threshold.clone();
    }

    private double score(double[] features) {
      int node = 0;
      while (left[node] >= 0) {
        node = features[feature[node]] < threshold[node] ? left[node] : right[node];
      }
      return threshold[node];
    }
  }

  @Override
  public double score(double[] features) {
    double sum = 0;
    for (Tree tree : trees) {
      sum += tree.score(features);
    }
    return sum;
  }

  @Override
  public void write(ObjectNode into) {
    ArrayNode array = into.put("kind", KIND).putArray("trees");
    for (Tree tree : trees) {
      ObjectNode node = array.addObject();
      Numbers.put(node, "left", tree.left);
      Numbers.put(node, "right", tree.right);
      Numbers.put(node, "feature", tree.feature);
      Numbers.put(node, "threshold", tree.threshold);
    }
  }

  static TreesClassifier read(JsonNode from) throws IOException {
    List<Tree> trees = new ArrayList<>();
    for (JsonNode tree : from.path("trees")) {
      trees.add(
          Tree.read(
              Numbers.ints(tree, "left"),
              Numbers.ints(tree, "right"),
              Numbers.ints(tree, "feature"),
              Numbers.doubles(tree, "threshold")));
    }
    return new TreesClassifier(trees);
  }
}
