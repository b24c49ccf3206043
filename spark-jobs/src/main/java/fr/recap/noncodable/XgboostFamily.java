package fr.recap.noncodable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Boosted trees of XGBoost; on one thread, so that the same data give the same trees anywhere. */
final class XgboostFamily {
  private static final JsonMapper JSON = new JsonMapper();

  private XgboostFamily() {}

  static Classifier fit(Sample sample, int depth, int rounds, long seed) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("objective", "binary:logistic");
    parameters.put("max_depth", depth);
    parameters.put("eta", 0.06);
    parameters.put("min_child_weight", 2);
    parameters.put("subsample", 0.8);
    parameters.put("colsample_bytree", 0.6);
    parameters.put("tree_method", "hist");
    parameters.put("nthread", 1);
    parameters.put("seed", (int) (seed & Integer.MAX_VALUE));
    parameters.put("verbosity", 0);
    int width = sample.width();
    float[] values = new float[sample.size() * width];
    float[] labels = new float[sample.size()];
    float[] weights = new float[sample.size()];
    for (int form = 0; form < labels.length; form++) {
      double[] features = sample.features(form);
      for (int i = 0; i < width; i++) {
        values[form * width + i] = (float) features[i];
      }
      labels[form] = sample.noncodable(form) ? 1 : 0;
      // 1 in the mean, as the smallest sum of a leaf is absolute.
      weights[form] = (float) sample.weight(form);
    }
    try {
      DMatrix matrix = new DMatrix(values, labels.length, width, Float.NaN);
      try {
        matrix.setLabel(labels);
        matrix.setWeight(weights);
        Booster booster = XGBoost.train(matrix, parameters, rounds, Map.of(), null, null);
        try {
          return read(booster.toByteArray("json"));
        } finally {
          booster.dispose();
        }
      } finally {
        matrix.dispose();
      }
    } catch (XGBoostError | IOException e) {
      throw new IllegalStateException("The trees can't be trained: " + e.getMessage(), e);
    }
  }

  /** The sum of the trees without the base, which is the same for all forms. */
  private static Classifier read(byte[] json) throws IOException {
    JsonNode trees =
        JSON.readTree(json).path("learner").path("gradient_booster").path("model").path("trees");
    List<TreesClassifier.Tree> read = new ArrayList<>();
    for (JsonNode tree : trees) {
      double[] thresholds = Numbers.doubles(tree, "split_conditions");
      for (int node = 0; node < thresholds.length; node++) {
        thresholds[node] = (float) thresholds[node];
      }
      read.add(
          new TreesClassifier.Tree(
              Numbers.ints(tree, "left_children"),
              Numbers.ints(tree, "right_children"),
              Numbers.ints(tree, "split_indices"),
              thresholds));
    }
    return new TreesClassifier(read);
  }
}
