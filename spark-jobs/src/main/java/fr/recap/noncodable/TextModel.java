package fr.recap.noncodable;

import fr.recap.forms.Form;
import fr.recap.models.BinaryArrays;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;

/** Logistic regression on {@link NoncodableFeatures}: which fields are empty, and their words. */
final class TextModel implements Serializable {
  private static final long serialVersionUID = 1L;

  private final float[] weights;
  private final double intercept;

  /**
   * @param weights one a feature of {@link NoncodableFeatures}
   */
  TextModel(float[] weights, double intercept) {
    if (weights.length != NoncodableFeatures.size()) {
      throw new IllegalArgumentException(
          "There must be %d weights, cannot be: %d"
              .formatted(NoncodableFeatures.size(), weights.length));
    }
    this.weights = weights.clone();
    this.intercept = intercept;
  }

  /** Logarithm of the odds that a form is non-codable. */
  double logOdds(Form form) {
    double sum = intercept;
    for (int feature : NoncodableFeatures.of(form)) {
      sum += weights[feature];
    }
    return sum;
  }

  double intercept() {
    return intercept;
  }

  void writeWeights(Path file) throws IOException {
    Files.write(file, BinaryArrays.toBytes(weights));
  }

  /**
   * Reads a model.
   *
   * @throws IOException if the file has not as many weights as there are features
   */
  static TextModel read(Path file, double intercept) throws IOException {
    if (Files.size(file) != (long) NoncodableFeatures.size() * Float.BYTES) {
      throw new IOException(file + " holds no model of this version: train again");
    }
    return new TextModel(BinaryArrays.toFloats(Files.readAllBytes(file)), intercept);
  }
}
