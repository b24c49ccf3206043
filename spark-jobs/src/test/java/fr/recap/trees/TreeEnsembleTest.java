package fr.recap.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fr.recap.runtime.TestSession;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** The trees in plain Java against those of the native library. */
class TreeEnsembleTest {
  private static final int WIDTH = 6;

  private static final String TWO_LEAVES =
      """
      {"learner": {"objective": {"name": "rank:ndcg"},
        "learner_model_param": {"base_score": "[5E-1]"},
        "gradient_booster": {"model": {"trees": [{
          "left_children": [1, -1, -1], "right_children": [2, -1, -1],
          "split_indices": [1, 0, 0], "split_conditions": [2.5, -1.0, 3.0],
          "default_left": [1, 0, 0], "sum_hessian": [4.0, 1.0, 3.0]}]}}}}
      """;

  @Test
  void treeOfTwoLeaves_goesLeftBelowTheThresholdAndWhereTheValueIsMissing() throws IOException {
    TreeEnsemble tree = TreeEnsemble.read(TWO_LEAVES.getBytes(StandardCharsets.UTF_8));

    assertThat(tree.score(new float[] {9, 2.4f})).isEqualTo(0.5 - 1);
    assertThat(tree.score(new float[] {9, 2.5f})).isEqualTo(0.5 + 3);
    assertThat(tree.score(new float[] {9, Float.NaN})).isEqualTo(0.5 - 1);
    // The mean of the root is (1 * -1 + 3 * 3) / 4 = 2.
    assertThat(tree.mean()).isEqualTo(0.5 + 2);
    assertThat(tree.contributions(new float[] {9, 2.5f})).containsExactly(0, 1);
    assertThat(tree.contributions(new float[] {9, 0})).containsExactly(0, -3);
  }

  @Test
  void scores_areThoseOfTheNativeLibrary() throws IOException, XGBoostError {
    List<float[]> rows = rows(500);
    boolean[] labels = labels(rows);

    assertNative(classification(rows, labels), rows);
    assertNative(ranking(rows, labels), rows);
  }

  @Test
  void contributions_addUpToTheScore() {
    List<float[]> rows = rows(300);
    TreeEnsemble trees = ranking(rows, labels(rows));

    for (float[] row : rows) {
      double sum = trees.mean() + Arrays.stream(trees.contributions(row)).sum();
      assertThat(sum).isCloseTo(trees.score(row), within(1e-6));
    }
  }

  @Test
  void otherJson_isRefused() {
    assertThatThrownBy(() -> TreeEnsemble.read("{}".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("XGBoost");
  }

  @Test
  void nodesThatLeadInACircleOrNowhere_areRefused() {
    for (String wrong : List.of("[0, -1, -1]", "[2, -1, -1]", "[3, -1, -1]", "[1, 0, -1]")) {
      String circle = TWO_LEAVES.replace("[1, -1, -1]", wrong);
      assertThatThrownBy(() -> TreeEnsemble.read(circle.getBytes(StandardCharsets.UTF_8)))
          .as(wrong)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no tree");
    }
  }

  private static TreeEnsemble classification(List<float[]> rows, boolean[] labels) {
    return new Boosting(Map.of("objective", "binary:logistic", "max_depth", 3), 60, 1)
        .classify(table(rows, labels));
  }

  /** Ten rows are a group. */
  private static TreeEnsemble ranking(List<float[]> rows, boolean[] labels) {
    return new Boosting(Map.of("objective", "rank:ndcg", "max_depth", 6, "eta", 0.08), 100, 1)
        .rank(table(rows, labels));
  }

  private static Dataset<Row> table(List<float[]> rows, boolean[] labels) {
    List<Row> table = new ArrayList<>();
    for (int i = 0; i < labels.length; i++) {
      table.add(TrainingRows.of(i / 10, labels[i], 1, rows.get(i)));
    }
    return TestSession.get().createDataFrame(table, TrainingRows.SCHEMA).repartition(1);
  }

  private static void assertNative(TreeEnsemble trees, List<float[]> rows)
      throws IOException, XGBoostError {
    Booster booster = XGBoost.loadModel(new ByteArrayInputStream(trees.json()));
    float[] values = new float[rows.size() * WIDTH];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i), 0, values, i * WIDTH, WIDTH);
    }
    float[][] expected = booster.predict(new DMatrix(values, rows.size(), WIDTH, Float.NaN));
    double least = Double.MAX_VALUE;
    double most = -Double.MAX_VALUE;
    for (int i = 0; i < rows.size(); i++) {
      assertThat(trees.score(rows.get(i))).isCloseTo(expected[i][0], within(1e-5));
      least = Math.min(least, expected[i][0]);
      most = Math.max(most, expected[i][0]);
    }
    assertThat(most - least).as("the trees have learned something").isGreaterThan(0.3);
  }

  /** Every seventh value is missing. */
  private static List<float[]> rows(int count) {
    Random random = new Random(7);
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] row = new float[WIDTH];
      for (int j = 0; j < WIDTH; j++) {
        row[j] = (i + j) % 7 == 0 ? Float.NaN : random.nextFloat();
      }
      rows.add(row);
    }
    return rows;
  }

  private static boolean[] labels(List<float[]> rows) {
    boolean[] labels = new boolean[rows.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = rows.get(i)[0] + rows.get(i)[1] > 1.2;
    }
    return labels;
  }
}
