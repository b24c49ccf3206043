package fr.recap.noncodable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.recap.forms.Detection;
import fr.recap.forms.Form;
import fr.recap.forms.Match;
import fr.recap.metrics.LogisticCalibration;
import fr.recap.models.LoadedModels;
import fr.recap.models.ModelRef;
import fr.recap.models.Verifier;
import fr.recap.udfs.vectors.MappedVectors;
import fr.recap.udfs.vectors.WordVectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Scores one form at a time; safe to share between threads, needs no Spark. */
public final class NoncodableScorer {
  private static final String SMALL = "scorer.json";
  private static final String WEIGHTS = "weights.bin";
  private static final String CLASSIFIER = "classifier.json";
  private static final String VECTORS = "vectors.bin";
  private static final int FORMAT = 2;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TextModels texts;
  private final Optional<Stacked> stacked;
  private final double threshold;

  /**
   * @param stacked empty if the words decide alone
   * @param threshold a form is non-codable if its score is at least this
   */
  NoncodableScorer(TextModels texts, Optional<Stacked> stacked, double threshold) {
    this.texts = texts;
    this.stacked = stacked;
    this.threshold = threshold;
  }

  /** One whose texts decide alone; nothing is non-codable until a threshold is chosen. */
  static NoncodableScorer ofTexts(TextModels texts) {
    return new NoncodableScorer(texts, Optional.empty(), 1);
  }

  /** The columns of a form that are read. */
  public static List<String> columns() {
    Set<String> columns = new LinkedHashSet<>(NoncodableFeatures.INPUTS);
    columns.addAll(FormShape.columns());
    return new ArrayList<>(columns);
  }

  /** Whether it reads what the matcher of establishments says. */
  public boolean readsMatches() {
    return stacked.map(Stacked::evidence).orElse(false);
  }

  /**
   * Whether a form leads to no establishment; not decided where the model reads what the matcher
   * says and the search of the form failed, or where the form can't be scored. Where it reads that,
   * a form that is coded automatically to an establishment does lead to one, whatever its score.
   *
   * @param match what the matcher says, decided as it is to be; not read unless {@link
   *     #readsMatches}
   * @param chosen threshold that people have chosen, if they have
   */
  public Detection detect(Form form, Match match, OptionalDouble chosen) {
    if (readsMatches() && match.failed()) {
      return Detection.undecided(match.error());
    }
    try {
      double score = score(form, match);
      boolean coded = readsMatches() && match.establishment().automatic();
      return new Detection(!coded && score >= chosen.orElse(threshold), score, null);
    } catch (RuntimeException e) {
      return Detection.failed(e);
    }
  }

  /** Probability, in [0, 1], that a form leads to no establishment. */
  double score(Form form, Match match) {
    if (stacked.isEmpty()) {
      return 1 / (1 + Math.exp(-texts.words().logOdds(form)));
    }
    Stacked model = stacked.get();
    return model.probability(Stacked.features(texts, form, model.evidence(), match));
  }

  NoncodableScorer withThreshold(double newThreshold) {
    return new NoncodableScorer(texts, stacked, newThreshold);
  }

  private double ofEmptyForm() {
    return score(Form.of(Map.of()), null);
  }

  /** Loads the files of a training or a published version. */
  public static NoncodableScorer load(Path folder) throws IOException {
    JsonNode root = JSON.readTree(folder.resolve(SMALL).toFile());
    if (root.path("format").asInt() != FORMAT) {
      throw new IOException(folder + " holds no model of this version: train again");
    }
    Optional<Stacked> stacked = Optional.empty();
    if (Files.exists(folder.resolve(CLASSIFIER))) {
      stacked =
          Optional.of(
              new Stacked(
                  Classifier.read(JSON.readTree(folder.resolve(CLASSIFIER).toFile())),
                  root.path("evidence").asBoolean(),
                  LogisticCalibration.of(Numbers.doubles(root, "calibration"))));
    }
    return new NoncodableScorer(
        new TextModels(
            TextModel.read(folder.resolve(WEIGHTS), root.path("intercept").asDouble()),
            meaning(folder, root)),
        stacked,
        root.path("threshold").asDouble());
  }

  private static Optional<MeaningModel> meaning(Path folder, JsonNode root) throws IOException {
    if (!Files.exists(folder.resolve(VECTORS))) {
      return Optional.empty();
    }
    WordVectors vectors = MappedVectors.open(folder.resolve(VECTORS));
    double[] weights = Numbers.doubles(root, "meaning-weights");
    float[] narrow = new float[weights.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (float) weights[i];
    }
    return Optional.of(
        new MeaningModel(() -> vectors, narrow, root.path("meaning-intercept").asDouble()));
  }

  /** The scorer of a published version, loaded once a JVM. */
  public static NoncodableScorer of(ModelRef ref) {
    return LoadedModels.get(ref, NoncodableScorer.class, NoncodableScorer::load);
  }

  /**
   * Writes its files.
   *
   * @param vectors the file of the word vectors that it reads, which is copied: a model needs no
   *     other one
   */
  void write(Path folder, Optional<Path> vectors) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", FORMAT);
    root.put("intercept", texts.words().intercept());
    root.put("threshold", threshold);
    root.put("empty-form-score", ofEmptyForm());
    if (texts.hasMeaning()) {
      root.put("meaning-intercept", texts.meaning().intercept());
      Numbers.put(root, "meaning-weights", widened(texts.meaning().weights()));
      Files.copy(vectors.orElseThrow(), folder.resolve(VECTORS));
    }
    if (stacked.isPresent()) {
      root.put("evidence", stacked.get().evidence());
      Numbers.put(root, "calibration", stacked.get().calibration().weights());
      ObjectNode classifier = JSON.createObjectNode();
      stacked.get().classifier().write(classifier);
      Files.write(folder.resolve(CLASSIFIER), JSON.writeValueAsBytes(classifier));
    }
    Files.write(
        folder.resolve(SMALL), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
    texts.words().writeWeights(folder.resolve(WEIGHTS));
  }

  private static double[] widened(float[] values) {
    double[] wide = new double[values.length];
    Arrays.setAll(wide, i -> values[i]);
    return wide;
  }

  /** Checks that a scorer loads and gives an empty form the score that it gave at training. */
  public static Verifier verifier() {
    return folder -> {
      double expected =
          JSON.readTree(folder.resolve(SMALL).toFile()).path("empty-form-score").asDouble(-1);
      double found = load(folder).ofEmptyForm();
      if (!(Math.abs(found - expected) < 1e-6)) {
        throw new IllegalStateException(
            "An empty form scores %s, at training it was %s: the model in %s is not what was trained"
                .formatted(found, expected, folder));
      }
    };
  }
}
