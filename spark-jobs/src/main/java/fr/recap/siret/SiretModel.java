package fr.recap.siret;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fr.recap.metrics.IsotonicCalibration;
import fr.recap.models.LoadedModels;
import fr.recap.models.ModelRef;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A trained matcher: how texts are compared, the weights of the formula, and the automatic coding.
 * Its files: {@code idf.bin} (32-bit floats, big-endian), {@code labels.json}, {@code
 * formula.json}, {@code trees.ubj}.
 */
record SiretModel(PairScorer pairs, Formula formula, AutomaticCoding automatic) {
  /** Name of the model in the store. */
  static final String NAME = "SIRET";

  private static final JsonMapper JSON = new JsonMapper();
  private static final String IDF = "idf.bin";
  private static final String LABELS = "labels.json";
  private static final String FORMULA = "formula.json";
  private static final String TREES = "trees.ubj";

  /** The numbers of formula.json. */
  private record Numbers(
      double a, double b, double threshold, List<Double> scores, List<Double> probabilities) {}

  /** The model of this JVM, loaded once. */
  static SiretModel of(ModelRef ref) {
    return LoadedModels.get(ref, SiretModel.class, SiretModel::load);
  }

  /** Reads a model out of its folder. */
  static SiretModel load(Path folder) throws IOException {
    FloatBuffer floats = ByteBuffer.wrap(Files.readAllBytes(folder.resolve(IDF))).asFloatBuffer();
    float[] idf = new float[floats.remaining()];
    floats.get(idf);
    Map<String, String> labels =
        JSON.readValue(folder.resolve(LABELS).toFile(), new TypeReference<>() {});
    Numbers numbers = JSON.readValue(folder.resolve(FORMULA).toFile(), Numbers.class);
    return new SiretModel(
        new PairScorer(new TfIdfSimilarity(idf), labels),
        new Formula(numbers.a(), numbers.b()),
        new AutomaticCoding(
            AutomaticCoding.read(Files.readAllBytes(folder.resolve(TREES))),
            numbers.threshold(),
            IsotonicCalibration.of(array(numbers.scores()), array(numbers.probabilities()))));
  }

  /** Writes the model into a folder that exists. */
  void save(Path folder) throws IOException {
    float[] idf = pairs.texts().idf();
    ByteBuffer bytes = ByteBuffer.allocate(idf.length * Float.BYTES);
    bytes.asFloatBuffer().put(idf);
    Files.write(folder.resolve(IDF), bytes.array());
    JSON.writeValue(folder.resolve(LABELS).toFile(), new TreeMap<>(pairs.labels()));
    JSON.writeValue(
        folder.resolve(FORMULA).toFile(),
        new Numbers(
            formula.a(),
            formula.b(),
            automatic.threshold(),
            list(automatic.calibration().scores()),
            list(automatic.calibration().probabilities())));
    Files.write(folder.resolve(TREES), automatic.trees());
  }

  /**
   * Checks a model before it is published: it loads, and ranks a candidate that a form names above
   * one that it does not.
   *
   * @throws IllegalStateException if it does not
   */
  static void verify(Path folder) throws IOException {
    SiretModel model = load(folder);
    TfIdfSimilarity texts = model.pairs().texts();
    TfIdfSimilarity.Vector form = texts.vector("BOULANGERIE DU LAC ANNECY");
    double alike = TfIdfSimilarity.cosine(form, texts.vector("boulangerie du lac"));
    double unlike = TfIdfSimilarity.cosine(form, texts.vector("transports routiers"));
    List<Evidence> candidates =
        List.of(
            new Evidence("00000000000000", null, unlike, 1, 0, List.of()),
            new Evidence("11111111111111", null, alike, 1, 0, List.of()));
    List<Formula.Ranked> best = model.formula().best(candidates, 2);
    double probability = model.automatic().decide(best).probability();
    if (!best.get(0).evidence().siret().startsWith("1") || !(probability >= 0)) {
      throw new IllegalStateException(
          "The matcher does not rank a name before another one: %s, probability %s"
              .formatted(best, probability));
    }
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static List<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
