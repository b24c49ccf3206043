package fr.recap.siret;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fr.recap.config.ConfigException;
import fr.recap.config.SiretSettings;
import fr.recap.encoder.PairEncoder;
import fr.recap.metrics.IsotonicCalibration;
import fr.recap.models.BinaryArrays;
import fr.recap.models.LoadedModels;
import fr.recap.models.ModelRef;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A trained matcher. Its files: {@code matcher.json} (plan, ranking, features, thresholds and
 * calibrations), {@code idf.bin} (32-bit floats, big-endian), {@code labels.json}, {@code
 * professions.json} (forms by word and division), {@code encoder.bin} if it has a pair encoder, and
 * trees in the JSON format of XGBoost: {@code ranker.json} unless the formula ranks, {@code
 * automatic.json}, {@code automatic-siren.json}.
 *
 * @param plan how candidates were searched for, with or without its dead clauses and exact matches
 * @param shares from the share of a candidate among all to its probability
 * @param establishment whether the first establishment is sure enough
 * @param unit whether its legal unit is
 * @param explanation why a candidate stands where it does
 */
record SiretModel(
    Plan plan,
    PairScorer pairs,
    Ranker ranker,
    IsotonicCalibration shares,
    AutomaticCoding establishment,
    AutomaticCoding unit,
    Explanation explanation) {
  /** Name of the model in the store. */
  static final String NAME = "SIRET";

  private static final JsonMapper JSON = new JsonMapper();
  private static final String MATCHER = "matcher.json";
  private static final String IDF = "idf.bin";
  private static final String LABELS = "labels.json";
  private static final String PROFESSIONS = "professions.json";
  private static final String ENCODER = "encoder.bin";
  private static final String RANKER = "ranker.json";
  private static final String AUTOMATIC = "automatic.json";
  private static final String AUTOMATIC_SIREN = "automatic-siren.json";

  /** The searches that a model belongs to. */
  record Plan(
      SiretSettings.Plan plan, boolean deadClauses, boolean trustsSiretc, boolean exactMatches)
      implements Serializable {
    static Plan of(SiretSettings settings) {
      return new Plan(
          settings.plan(),
          settings.deadClauses(),
          settings.historyTrustsSiretc(),
          settings.looksUpExactly());
    }

    SearchPlan load() {
      return SearchPlan.load(plan, deadClauses, trustsSiretc);
    }
  }

  /** A calibration in JSON. */
  private record Curve(List<Double> scores, List<Double> probabilities) {
    static Curve of(IsotonicCalibration calibration) {
      return new Curve(list(calibration.scores()), list(calibration.probabilities()));
    }

    IsotonicCalibration calibration() {
      return IsotonicCalibration.of(array(scores), array(probabilities));
    }
  }

  /** A decision in JSON. */
  private record Decision(double threshold, Curve calibration) {
    static Decision of(AutomaticCoding automatic) {
      return new Decision(automatic.threshold(), Curve.of(automatic.calibration()));
    }

    AutomaticCoding with(TreeEnsemble trees) {
      return new AutomaticCoding(trees, threshold, calibration.calibration());
    }
  }

  /** The content of matcher.json; formula is null where trees rank. */
  private record Matcher(
      Plan plan,
      Formula formula,
      List<String> features,
      Curve shares,
      Decision establishment,
      Decision unit) {}

  /** How the candidates are ranked. */
  SiretSettings.Ranking ranking() {
    return ranker instanceof Formula ? SiretSettings.Ranking.FORMULA : SiretSettings.Ranking.TREES;
  }

  /** Why a candidate stands where it does, in words; null where the formula ranks. */
  String explain(Evidence evidence) {
    return ranker instanceof TreeRanker trees ? explanation.of(evidence, trees.trees()) : null;
  }

  /** The model of this JVM, loaded once. */
  static SiretModel of(ModelRef ref) {
    return LoadedModels.get(ref, SiretModel.class, SiretModel::load);
  }

  /**
   * Reads a model out of its folder.
   *
   * @throws ConfigException if it was trained on other features than ours
   */
  static SiretModel load(Path folder) throws IOException {
    Matcher matcher = JSON.readValue(folder.resolve(MATCHER).toFile(), Matcher.class);
    Map<String, String> labels =
        JSON.readValue(folder.resolve(LABELS).toFile(), new TypeReference<>() {});
    List<String> features = new PairFeatures(matcher.plan().load()).names();
    if (!matcher.features().equals(features)) {
      throw new ConfigException(
          "The matcher in %s was trained with other features than this version knows (%d, here %d): train and publish it again"
              .formatted(folder, matcher.features().size(), features.size()));
    }
    return new SiretModel(
        matcher.plan(),
        new PairScorer(
            new TfIdfSimilarity(BinaryArrays.toFloats(Files.readAllBytes(folder.resolve(IDF)))),
            labels,
            new Professions(
                JSON.readValue(folder.resolve(PROFESSIONS).toFile(), Professions.Counts.class)),
            encoder(folder)),
        matcher.formula() == null ? new TreeRanker(trees(folder, RANKER)) : matcher.formula(),
        matcher.shares().calibration(),
        matcher.establishment().with(trees(folder, AUTOMATIC)),
        matcher.unit().with(trees(folder, AUTOMATIC_SIREN)),
        new Explanation(features));
  }

  /** Writes the model into a folder that exists. */
  void save(Path folder) throws IOException {
    Formula formula = null;
    if (ranker instanceof Formula weights) {
      formula = weights;
    } else if (ranker instanceof TreeRanker trees) {
      Files.write(folder.resolve(RANKER), trees.trees().json());
    }
    JSON.writerWithDefaultPrettyPrinter()
        .writeValue(
            folder.resolve(MATCHER).toFile(),
            new Matcher(
                plan,
                formula,
                new PairFeatures(plan.load()).names(),
                Curve.of(shares),
                Decision.of(establishment),
                Decision.of(unit)));
    Files.write(folder.resolve(IDF), BinaryArrays.toBytes(pairs.texts().idf()));
    JSON.writeValue(folder.resolve(LABELS).toFile(), new TreeMap<>(pairs.labels()));
    JSON.writeValue(folder.resolve(PROFESSIONS).toFile(), pairs.professions().counts());
    if (pairs.encoder() != null) {
      pairs.encoder().write(folder.resolve(ENCODER));
    }
    Files.write(folder.resolve(AUTOMATIC), establishment.trees().json());
    Files.write(folder.resolve(AUTOMATIC_SIREN), unit.trees().json());
  }

  /** Null if the model has none. */
  private static PairEncoder encoder(Path folder) throws IOException {
    Path file = folder.resolve(ENCODER);
    return Files.exists(file)
        ? PairEncoder.read(file, PairTexts.OF_FORM, PairTexts.OF_ESTABLISHMENT)
        : null;
  }

  private static TreeEnsemble trees(Path folder, String file) throws IOException {
    return TreeEnsemble.read(Files.readAllBytes(folder.resolve(file)));
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static List<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
