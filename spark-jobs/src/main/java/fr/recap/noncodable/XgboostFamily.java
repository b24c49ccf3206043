package fr.recap.noncodable;

import fr.recap.trees.Boosting;
import java.util.Map;

/** Boosted trees of XGBoost. */
final class XgboostFamily {
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
    // Without the base, which is the same for all forms.
    return new TreesClassifier(
        new Boosting(parameters, rounds, seed).weighing(weights).train(values, labels).trees());
  }
}
