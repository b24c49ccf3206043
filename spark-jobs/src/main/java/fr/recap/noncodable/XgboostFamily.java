package fr.recap.noncodable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fr.recap.trees.Boosting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Boosted trees of XGBoost. */
final class XgboostFamily {
  private static final JsonMapper JSON = new JsonMapper();

  private XgboostFamily() {}

  static Classifier fit(Sample sample, int depth, int rounds, long seed) {
    Map<String, Object> parameters =
        Map.of(
            "objective", "binary:logistic", "max_depth", depth, "eta", 0.06, "min_child_weight", 2);
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
      weights[form] = (float) sample.weight(form);
    }
    byte[] json = new Boosting(parameters, rounds, seed).weighing(weights).train(values, labels);
    try {
      return read(json);
    } catch (IOException e) {
      throw new UncheckedIOException("What was trained can't be read: " + e.getMessage(), e);
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
          TreesClassifier.Tree.read(
              Numbers.ints(tree, "left_children"),
              Numbers.ints(tree, "right_children"),
              Numbers.ints(tree, "split_indices"),
              thresholds));
    }
    return new TreesClassifier(read);
  }
}
