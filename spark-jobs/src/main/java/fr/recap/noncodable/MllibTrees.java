package fr.recap.noncodable;

import fr.recap.trees.DecisionTree;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.tree.ContinuousSplit;
import org.apache.spark.ml.tree.InternalNode;
import org.apache.spark.ml.tree.Node;

/** Trees of MLlib as ours. */
final class MllibTrees {
  private final List<int[]> links = new ArrayList<>();
  private final List<Double> thresholds = new ArrayList<>();

  private MllibTrees() {}

  /** A leaf's value is the share of the non-codable forms there. */
  static DecisionTree of(Node root) {
    return new MllibTrees().tree(root);
  }

  private DecisionTree tree(Node root) {
    add(root);
    int size = links.size();
    int[] left = new int[size];
    int[] right = new int[size];
    int[] feature = new int[size];
    double[] threshold = new double[size];
    for (int node = 0; node < size; node++) {
      left[node] = links.get(node)[0];
      right[node] = links.get(node)[1];
      feature[node] = links.get(node)[2];
      threshold[node] = thresholds.get(node);
    }
    return new DecisionTree(left, right, feature, threshold);
  }

  private int add(Node node) {
    int at = links.size();
    int[] link = {-1, -1, 0};
    links.add(link);
    if (node instanceof InternalNode inner) {
      ContinuousSplit split = (ContinuousSplit) inner.split();
      // MLlib sends a value that equals the threshold to the left, we to the right.
      thresholds.add(Math.nextUp(split.threshold()));
      link[2] = split.featureIndex();
      link[0] = add(inner.leftChild());
      link[1] = add(inner.rightChild());
    } else {
      double[] stats = node.impurityStats().stats();
      thresholds.add(stats[1] / (stats[0] + stats[1]));
    }
    return at;
  }
}
