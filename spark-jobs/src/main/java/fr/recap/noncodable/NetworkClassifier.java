package fr.recap.noncodable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Arrays;

/**
 * A multilayer perceptron as MLlib's: sigmoids in the hidden layers, two outputs; the score is
 * their difference before the softmax. Features are standardised first.
 */
final class NetworkClassifier implements Classifier {
  static final String KIND = "network";
  private static final long serialVersionUID = 1L;

  private final int[] layers;

  /** Of each layer its matrix [outputs × inputs] by columns, then its constants. */
  private final double[] weights;

  private final double[] means;
  private final double[] scales;

  /**
   * @param layers sizes, the features first, 2 last
   * @param weights in MLlib's order
   * @param means of the features
   * @param scales of the features, positive
   */
  NetworkClassifier(int[] layers, double[] weights, double[] means, double[] scales) {
    this.layers = layers.clone();
    this.weights = weights.clone();
    this.means = means.clone();
    this.scales = scales.clone();
  }

  @Override
  public double score(double[] features) {
    double[] values = new double[layers[0]];
    Arrays.setAll(values, i -> (features[i] - means[i]) / scales[i]);
    int at = 0;
    for (int layer = 1; layer < layers.length; layer++) {
      int inputs = layers[layer - 1];
      int outputs = layers[layer];
      double[] next =
          Arrays.copyOfRange(weights, at + inputs * outputs, at + (inputs + 1) * outputs);
      for (int in = 0; in < inputs; in++) {
        for (int out = 0; out < outputs; out++) {
          next[out] += weights[at + in * outputs + out] * values[in];
        }
      }
      at += (inputs + 1) * outputs;
      if (layer + 1 < layers.length) {
        Arrays.setAll(next, i -> 1 / (1 + Math.exp(-next[i])));
      }
      values = next;
    }
    return values[1] - values[0];
  }

  @Override
  public void write(ObjectNode into) {
    into.put("kind", KIND);
    Numbers.put(into, "layers", layers);
    Numbers.put(into, "weights", weights);
    Numbers.put(into, "means", means);
    Numbers.put(into, "scales", scales);
  }

  static NetworkClassifier read(JsonNode from) throws IOException {
    int[] layers = Numbers.ints(from, "layers");
    double[] weights = Numbers.doubles(from, "weights");
    double[] means = Numbers.doubles(from, "means");
    double[] scales = Numbers.doubles(from, "scales");
    long needed = 0;
    for (int layer = 1; layer < layers.length; layer++) {
      needed += (layers[layer - 1] + 1L) * layers[layer];
    }
    if (layers.length < 2
        || Arrays.stream(layers).min().orElse(0) < 1
        || layers[layers.length - 1] != 2
        || needed != weights.length
        || means.length != layers[0]
        || scales.length != layers[0]) {
      throw new IOException(
          "The network of the model is damaged: layers %s, %d weights, %d means, %d scales; train again"
              .formatted(Arrays.toString(layers), weights.length, means.length, scales.length));
    }
    return new NetworkClassifier(layers, weights, means, scales);
  }
}
