package fr.recap.noncodable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Serializable;

/**
 * A fitted model of any family, in plain Java: nothing native and no Spark where forms are scored.
 * Immutable, safe to share between threads.
 */
sealed interface Classifier extends Serializable
    permits LinearClassifier, GaussianClassifier, TreesClassifier, NetworkClassifier {

  /**
   * A number that grows with the chance that a form is non-codable; only its order means something.
   *
   * @param features as many as it was fitted on, finite
   */
  double score(double[] features);

  /** Writes it under the name of its kind. */
  void write(ObjectNode into);

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if the kind is unknown
   */
  static Classifier read(JsonNode from) throws IOException {
    String kind = from.path("kind").asText();
    return switch (kind) {
      case LinearClassifier.KIND -> LinearClassifier.read(from);
      case GaussianClassifier.KIND -> GaussianClassifier.read(from);
      case TreesClassifier.KIND -> TreesClassifier.read(from);
      case NetworkClassifier.KIND -> NetworkClassifier.read(from);
      default -> throw new IOException("There is no kind of classifier '" + kind + "'");
    };
  }
}
