package fr.recap.noncodable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.recap.models.LoadedModels;
import fr.recap.models.ModelRef;
import fr.recap.models.Verifier;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/** Scores one form at a time; safe to share between threads, needs no Spark. */
public final class NoncodableScorer {
  private static final String SMALL = "scorer.json";
  private static final String WEIGHTS = "weights.bin";
  private static final int FORMAT = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final float[] weights;
  private final double intercept;
  private final double threshold;

  /**
   * @param weights one a feature of {@link NoncodableFeatures}
   * @param threshold a form is non-codable if its score is at least this
   */
  NoncodableScorer(float[] weights, double intercept, double threshold) {
    if (weights.length != NoncodableFeatures.size()) {
      throw new IllegalArgumentException(
          "There must be %d weights, cannot be: %d"
              .formatted(NoncodableFeatures.size(), weights.length));
    }
    this.weights = weights.clone();
    this.intercept = intercept;
    this.threshold = threshold;
  }

  /** The columns of a form that are read. */
  public static List<String> columns() {
    return NoncodableFeatures.INPUTS;
  }

  /**
   * Probability, in (0, 1), that a form leads to no establishment.
   *
   * @param form gives the value of a column of {@link #columns}, perhaps null
   */
  public double score(UnaryOperator<String> form) {
    double sum = intercept;
    for (int feature : NoncodableFeatures.of(form)) {
      sum += weights[feature];
    }
    return 1 / (1 + Math.exp(-sum));
  }

  /** Whether a form with a score counts as non-codable. */
  public boolean isNoncodable(double score) {
    return score >= threshold;
  }

  NoncodableScorer withThreshold(double newThreshold) {
    return new NoncodableScorer(weights, intercept, newThreshold);
  }

  /** Loads the files of a training or a published version. */
  public static NoncodableScorer load(Path folder) throws IOException {
    JsonNode root = JSON.readTree(folder.resolve(SMALL).toFile());
    byte[] bytes = Files.readAllBytes(folder.resolve(WEIGHTS));
    if (root.path("format").asInt() != FORMAT
        || bytes.length != NoncodableFeatures.size() * Float.BYTES) {
      throw new IOException(folder + " holds no model of this version: train again");
    }
    float[] weights = new float[NoncodableFeatures.size()];
    ByteBuffer.wrap(bytes).asFloatBuffer().get(weights);
    return new NoncodableScorer(
        weights, root.path("intercept").asDouble(), root.path("threshold").asDouble());
  }

  /** The scorer of a published version, loaded once a JVM. */
  public static NoncodableScorer of(ModelRef ref) {
    return LoadedModels.get(ref, NoncodableScorer.class, NoncodableScorer::load);
  }

  void write(Path folder) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", FORMAT);
    root.put("intercept", intercept);
    root.put("threshold", threshold);
    root.put("empty-form-score", score(column -> null));
    Files.write(
        folder.resolve(SMALL), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
    byte[] bytes = new byte[weights.length * Float.BYTES];
    ByteBuffer.wrap(bytes).asFloatBuffer().put(weights);
    Files.write(folder.resolve(WEIGHTS), bytes);
  }

  /** Checks that a scorer loads and gives an empty form the score that it gave at training. */
  public static Verifier verifier() {
    return folder -> {
      double expected =
          JSON.readTree(folder.resolve(SMALL).toFile()).path("empty-form-score").asDouble(-1);
      double found = load(folder).score(column -> null);
      if (!(Math.abs(found - expected) < 1e-6)) {
        throw new IllegalStateException(
            "An empty form scores %s, at training it was %s: the model in %s is not what was trained"
                .formatted(found, expected, folder));
      }
    };
  }
}
