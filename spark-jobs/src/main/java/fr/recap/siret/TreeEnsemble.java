package fr.recap.siret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fr.recap.trees.TreeLinks;
import java.io.IOException;

/**
 * Gradient-boosted trees as XGBoost writes them in its JSON format, evaluated in plain Java:
 * nothing native is loaded where forms are coded. Immutable.
 */
final class TreeEnsemble {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String LOGISTIC = "binary:logistic";

  private final byte[] json;
  private final boolean logistic;
  private final double base;
  private final Tree[] trees;

  /** Nodes of one tree; the first is its root. A node without a left child is a leaf. */
  private static final class Tree {
    private final int[] left;
    private final int[] right;
    private final int[] feature;

    /** A value below goes to the left; of a leaf its value. */
    private final float[] threshold;

    private final boolean[] missingGoesLeft;

    /** Mean of the leaves below, weighted by what came there in training. */
    private final double[] mean;

    private Tree(JsonNode tree) throws IOException {
      JsonNode lefts = tree.path("left_children");
      int size = lefts.size();
      left = new int[size];
      right = new int[size];
      feature = new int[size];
      threshold = new float[size];
      missingGoesLeft = new boolean[size];
      mean = new double[size];
      double[] weight = new double[size];
      for (int node = 0; node < size; node++) {
        left[node] = lefts.path(node).asInt();
        right[node] = tree.path("right_children").path(node).asInt();
        feature[node] = tree.path("split_indices").path(node).asInt();
        threshold[node] = (float) tree.path("split_conditions").path(node).asDouble();
        missingGoesLeft[node] = tree.path("default_left").path(node).asInt() == 1;
        weight[node] = tree.path("sum_hessian").path(node).asDouble();
      }
      int[] parentsFirst = TreeLinks.check(left, right, feature);
      for (int at = parentsFirst.length - 1; at >= 0; at--) {
        setMean(parentsFirst[at], weight);
      }
    }

    /** After those of its children. */
    private void setMean(int node, double[] weight) {
      if (left[node] < 0) {
        mean[node] = threshold[node];
        return;
      }
      double ofLeft = weight[left[node]];
      double ofRight = weight[right[node]];
      mean[node] = (ofLeft * mean[left[node]] + ofRight * mean[right[node]]) / (ofLeft + ofRight);
    }

    private int next(int node, float[] features) {
      float value = features[feature[node]];
      boolean toLeft = Float.isNaN(value) ? missingGoesLeft[node] : value < threshold[node];
      return toLeft ? left[node] : right[node];
    }
  }

  private TreeEnsemble(byte[] json) throws IOException {
    this.json = json.clone();
    JsonNode learner = JSON.readTree(json).path("learner");
    logistic = learner.path("objective").path("name").asText().equals(LOGISTIC);
    JsonNode model = learner.path("gradient_booster").path("model").path("trees");
    String score = learner.path("learner_model_param").path("base_score").asText();
    if (model.isEmpty() || score.isEmpty()) {
      throw new IOException("These are no trees in the JSON format of XGBoost");
    }
    double given = Double.parseDouble(score.replaceAll("[\\[\\]]", ""));
    base = logistic ? Math.log(given / (1 - given)) : given;
    trees = new Tree[model.size()];
    for (int i = 0; i < trees.length; i++) {
      trees[i] = new Tree(model.path(i));
    }
  }

  /**
   * Reads trees.
   *
   * @throws IOException if they are not in the JSON format of XGBoost
   */
  static TreeEnsemble read(byte[] json) throws IOException {
    return new TreeEnsemble(json);
  }

  /** The trees in the JSON format of XGBoost. */
  byte[] json() {
    return json.clone();
  }

  /** The sum over all trees: a probability for {@code binary:logistic}, else any number. */
  double score(float[] features) {
    double sum = base;
    for (Tree tree : trees) {
      int node = 0;
      while (tree.left[node] >= 0) {
        node = tree.next(node, features);
      }
      sum += tree.threshold[node];
    }
    return logistic ? 1 / (1 + Math.exp(-sum)) : sum;
  }

  /**
   * What each feature adds to the sum: along the path of each tree, the change of the mean at each
   * node goes to the feature that it asks for (Saabas 2014). With the mean of the roots and the
   * base they add up to the sum.
   *
   * @return one a feature
   */
  double[] contributions(float[] features) {
    double[] contributions = new double[features.length];
    for (Tree tree : trees) {
      int node = 0;
      while (tree.left[node] >= 0) {
        int next = tree.next(node, features);
        contributions[tree.feature[node]] += tree.mean[next] - tree.mean[node];
        node = next;
      }
    }
    return contributions;
  }

  /** The sum that an average candidate has, before anything is asked. */
  double mean() {
    double sum = base;
    for (Tree tree : trees) {
      sum += tree.mean[0];
    }
    return sum;
  }
}
