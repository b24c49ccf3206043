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
import fr.recap.trees.TreeEnsemble;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A trained matcher. Its files: {@code matcher.json} (plan, ranking, features, thresholds and
 * calibrations), {@code idf.bin} (32-bit floats, big-endian), {@code labels.json}, {@code
 * professions.json} (forms by word and division), {@code encoder.bin} if it has a pair encoder, and
 * trees in the JSON format of XGBoost: {@code ranker.json} unless the formula ranks, {@code
 * automatic.json}, {@code automatic-siren.json}, {@code presence.json}.
 *
 * @param plan how candidates were searched for, with or without its dead clauses and exact matches
 * @param shares from the share of a candidate among all to its probability
 * @param establishment whether the first establishment is sure enough
 * @param unit whether its legal unit is
 * @param presence tell whether the register has the form's establishment, as {@link
 *     MatchAcceptance#trees} tell whether it stands first; empty in matchers of before
 * @param features that trees rank by; none where the formula ranks
 */
record SiretModel(
    Plan plan,
    PairScorer pairs,
    Ranker ranker,
    IsotonicCalibration shares,
    MatchAcceptance establishment,
    MatchAcceptance unit,
    Optional<TreeEnsemble> presence,
    FeatureSet features) {
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
  private static final String PRESENCE = "presence.json";

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

    /** Whether candidates are searched for in the index of the register, without a server. */
    boolean inRegister() {
      return plan == SiretSettings.Plan.REGISTER;
    }

    /** Whether exact names are joined before; in the register's index they are looked up. */
    boolean joinsExactMatches() {
      return exactMatches && !inRegister();
    }

    /** The searches that are sent to a server. */
    SearchPlan load() {
      return SearchPlan.load(plan, deadClauses, trustsSiretc);
    }

    /** What the searches tell of a candidate. */
    Signals signals() {
      return inRegister() ? RegisterSource.SIGNALS : load().signals();
    }

    /**
     * The features that a training takes: all that are known but for those that the settings leave
     * out, none for the formula.
     *
     * @throws fr.recap.config.ConfigException if the settings leave out what is not known, or all
     */
    FeatureSet features(SiretSettings settings) {
      return settings.ranking() == SiretSettings.Ranking.TREES
          ? FeatureCatalog.of(signals()).without(settings.learning().leaveOut())
          : FeatureSet.NONE;
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
    static Decision of(MatchAcceptance automatic) {
      return new Decision(automatic.threshold(), Curve.of(automatic.calibration()));
    }

    MatchAcceptance with(TreeEnsemble trees) {
      return new MatchAcceptance(trees, threshold, calibration.calibration());
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

  /** The model of this JVM, loaded once. */
  static SiretModel of(ModelRef ref) {
    return LoadedModels.get(ref, SiretModel.class, SiretModel::load);
  }

  /**
   * Reads a model out of its folder.
   *
   * @throws ConfigException if it asks for features that this version lacks
   */
  static SiretModel load(Path folder) throws IOException {
    return load(folder, FeatureCatalog::of);
  }

  /**
   * Reads it likewise.
   *
   * @param known the features of candidates out of a source
   */
  static SiretModel load(Path folder, Function<Signals, FeatureCatalog> known) throws IOException {
    Matcher matcher = JSON.readValue(folder.resolve(MATCHER).toFile(), Matcher.class);
    Map<String, String> labels =
        JSON.readValue(folder.resolve(LABELS).toFile(), new TypeReference<>() {});
    FeatureSet features = features(folder, matcher, known);
    Ranker ranker = matcher.formula();
    if (ranker == null) {
      TreeEnsemble trees = trees(folder, RANKER);
      if (trees.width() > features.size()) {
        throw new IOException(
            "The trees in %s ask for %d features, and %s names %d"
                .formatted(folder, trees.width(), MATCHER, features.size()));
      }
      ranker = new TreeRanker(trees);
    }
    return new SiretModel(
        matcher.plan(),
        new PairScorer(
            new TfIdfSimilarity(BinaryArrays.toFloats(Files.readAllBytes(folder.resolve(IDF)))),
            labels,
            new ProfessionActivities(
                JSON.readValue(
                    folder.resolve(PROFESSIONS).toFile(), ProfessionActivities.Counts.class)),
            encoder(folder)),
        ranker,
        matcher.shares().calibration(),
        matcher.establishment().with(trees(folder, AUTOMATIC)),
        matcher.unit().with(trees(folder, AUTOMATIC_SIREN)),
        Files.exists(folder.resolve(PRESENCE))
            ? Optional.of(trees(folder, PRESENCE))
            : Optional.empty(),
        features);
  }

  private static FeatureSet features(
      Path folder, Matcher matcher, Function<Signals, FeatureCatalog> known) {
    if (matcher.formula() != null) {
      return FeatureSet.NONE;
    }
    try {
      return known.apply(matcher.plan().signals()).select(matcher.features());
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          "The matcher in %s asks for %s: use the version that trained it, or train and publish it again"
              .formatted(folder, e.getMessage()),
          e);
    }
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
                features.names(),
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
    if (presence.isPresent()) {
      Files.write(folder.resolve(PRESENCE), presence.get().json());
    }
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
