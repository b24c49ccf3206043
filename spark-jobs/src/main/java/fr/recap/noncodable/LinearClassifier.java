package fr.recap.noncodable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A weight a feature: logistic regression and linear support vectors. */
final class LinearClassifier implements Classifier {
  static final String KIND = "linear";
  private static final long serialVersionUID = 1L;

  private final double[] weights;
  private final double intercept;

  LinearClassifier(double[] weights, double intercept) {
    this.weights = weights.clone();
    this.intercept = intercept;
  }

  @Override
  public double score(double[] features) {
    double sum = intercept;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * features[i];
    }
    return sum;
  }

  @Override
  public void write(ObjectNode into) {
    into.put("kind", KIND).put("intercept", intercept);
    Numbers.put(into, "weights", weights);
  }

  static LinearClassifier read(JsonNode from) {
    return new LinearClassifier(
        Numbers.doubles(from, "weights"), from.path("intercept").asDouble());
  }
}
