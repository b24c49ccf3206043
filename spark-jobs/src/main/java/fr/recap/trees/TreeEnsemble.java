package fr.recap.trees;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * Gradient-boosted trees as XGBoost writes them in its JSON format, evaluated in plain Java:
 * nothing native is loaded where forms are coded. Immutable.
 */
public final class TreeEnsemble implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final JsonMapper JSON = new JsonMapper();
  private static final String LOGISTIC = "binary:logistic";

  private final byte[] json;
  private final boolean logistic;
  private final double base;
  private final DecisionTree[] trees;

  /** Of each tree the mean of the leaves below each node, weighted by what came in training. */
  private final double[][] means;

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
    trees = new DecisionTree[model.size()];
    means = new double[trees.length][];
    for (int i = 0; i < trees.length; i++) {
      JsonNode tree = model.path(i);
      trees[i] = tree(tree);
      means[i] = trees[i].means(doubles(tree, "sum_hessian", trees[i].size()));
    }
  }

  private static DecisionTree tree(JsonNode tree) {
    int size = tree.path("left_children").size();
    // XGBoost compares 32-bit floats.
    double[] thresholds = doubles(tree, "split_conditions", size);
    boolean[] missingGoesLeft = new boolean[size];
    for (int node = 0; node < size; node++) {
      thresholds[node] = (float) thresholds[node];
      missingGoesLeft[node] = tree.path("default_left").path(node).asInt() == 1;
    }
    return new DecisionTree(
        ints(tree, "left_children", size),
        ints(tree, "right_children", size),
        ints(tree, "split_indices", size),
        thresholds,
        missingGoesLeft);
  }

  private static int[] ints(JsonNode tree, String field, int size) {
    int[] values = new int[size];
    for (int node = 0; node < size; node++) {
      values[node] = tree.path(field).path(node).asInt();
    }
    return values;
  }

  private static double[] doubles(JsonNode tree, String field, int size) {
    double[] values = new double[size];
    for (int node = 0; node < size; node++) {
      values[node] = tree.path(field).path(node).asDouble();
    }
    return values;
  }

  /**
   * Reads trees.
   *
   * @throws IOException if they are not in the JSON format of XGBoost
   */
  public static TreeEnsemble read(byte[] json) throws IOException {
    try {
      return new TreeEnsemble(json);
    } catch (IllegalArgumentException e) {
      throw new IOException("These are no trees of XGBoost: " + e.getMessage(), e);
    }
  }

  /** The trees in the JSON format of XGBoost. */
  public byte[] json() {
    return json.clone();
  }

  /** The trees alone, without the base, which is the same for all rows. */
  public List<DecisionTree> trees() {
    return List.of(trees);
  }

  /** Number of features that a row needs at least. */
  public int width() {
    int width = 0;
    for (DecisionTree tree : trees) {
      width = Math.max(width, tree.width());
    }
    return width;
  }

  /** The sum over all trees: a probability for {@code binary:logistic}, else any number. */
  public double score(float[] features) {
    return scores(List.of(features))[0];
  }

  /**
   * The sums of several rows, as {@link #score}. Tree by tree, so that one is read into the
   * processor's memory once for all of them.
   *
   * @return one a row, in their order
   */
  public double[] scores(List<float[]> rows) {
    double[][] wide = new double[rows.size()][];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = row(rows.get(i));
    }
    double[] sums = new double[wide.length];
    Arrays.fill(sums, base);
    for (DecisionTree tree : trees) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += tree.score(wide[i]);
      }
    }
    if (logistic) {
      Arrays.setAll(sums, i -> 1 / (1 + Math.exp(-sums[i])));
    }
    return sums;
  }

  /**
   * What each feature adds to the sum: along the path of each tree, the change of the mean at each
   * node goes to the feature that it asks for (Saabas 2014). With the mean of the roots and the
   * base they add up to the sum.
   *
   * @return one a feature
   */
  public double[] contributions(float[] features) {
    double[] row = row(features);
    double[] contributions = new double[features.length];
    for (int i = 0; i < trees.length; i++) {
      int node = 0;
      while (!trees[i].isLeaf(node)) {
        int next = trees[i].next(node, row);
        contributions[trees[i].feature(node)] += means[i][next] - means[i][node];
        node = next;
      }
    }
    return contributions;
  }

  /** The sum that an average row has, before anything is asked. */
  public double mean() {
    double sum = base;
    for (double[] ofTree : means) {
      sum += ofTree[0];
    }
    return sum;
  }

  private static double[] row(float[] features) {
    double[] row = new double[features.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = features[i];
    }
    return row;
  }
}
