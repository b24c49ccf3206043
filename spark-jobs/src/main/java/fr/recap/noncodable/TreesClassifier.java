package fr.recap.noncodable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.recap.trees.DecisionTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The sum of trees: one tree, or boosted ones. */
final class TreesClassifier implements Classifier {
  static final String KIND = "trees";
  private static final long serialVersionUID = 1L;

  private final List<DecisionTree> trees;

  TreesClassifier(List<DecisionTree> trees) {
    this.trees = List.copyOf(trees);
  }

  @Override
  public double score(double[] features) {
    double sum = 0;
    for (DecisionTree tree : trees) {
      sum += tree.score(features);
    }
    return sum;
  }

  @Override
  public void write(ObjectNode into) {
    ArrayNode array = into.put("kind", KIND).putArray("trees");
    for (DecisionTree tree : trees) {
      ObjectNode node = array.addObject();
      Numbers.put(node, "left", tree.left());
      Numbers.put(node, "right", tree.right());
      Numbers.put(node, "feature", tree.features());
      Numbers.put(node, "threshold", tree.thresholds());
    }
  }

  static TreesClassifier read(JsonNode from) throws IOException {
    List<DecisionTree> trees = new ArrayList<>();
    for (JsonNode tree : from.path("trees")) {
      trees.add(
          DecisionTree.read(
              Numbers.ints(tree, "left"),
              Numbers.ints(tree, "right"),
              Numbers.ints(tree, "feature"),
              Numbers.doubles(tree, "threshold")));
    }
    return new TreesClassifier(trees);
  }
}
