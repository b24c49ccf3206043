package fr.recap.noncodable;

import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.config.TableName;
import fr.recap.metrics.Confusion;
import fr.recap.metrics.Probabilities;
import fr.recap.metrics.Split;
import fr.recap.metrics.Threshold;
import fr.recap.models.DataFingerprint;
import fr.recap.models.ModelStore;
import fr.recap.models.TrainingFacts;
import fr.recap.models.TrainingFolder;
import fr.recap.postgres.PostgresSnapshot;
import fr.recap.postgres.RunManifests;
import fr.recap.runtime.Run;
import fr.recap.runtime.Sessions;
import fr.recap.tables.Rp;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Trains the detection of non-codable forms on last year's forms: 56 % (by a hash of cabbi) to
 * learn from, 14 % to choose the threshold on, 30 % to measure on.
 */
public final class TrainNoncodable {
  /** Name under which its models are stored. */
  public static final String MODEL = "NONCODABLE";

  private static final int CALIBRATION_BINS = 10;

  private final SparkSession spark;
  private final RecapConfig config;
  private final NoncodableTarget target;

  /**
   * What was trained.
   *
   * @param training path below the store's root
   * @param counts forms by part, with those that are non-codable
   * @param metrics measured on test
   */
  public record Result(String training, Map<String, Long> counts, Map<String, Double> metrics) {}

  /** Trains on what was finally kept. */
  public TrainNoncodable(SparkSession spark, RecapConfig config) {
    this(spark, config, NoncodableTarget.NO_FINAL_SIRET);
  }

  /** Trains on a target of one's choice. */
  public TrainNoncodable(SparkSession spark, RecapConfig config, NoncodableTarget target) {
    this.spark = spark;
    this.config = config;
    this.target = target;
  }

  /**
   * Trains on the training forms in PostgreSQL.
   *
   * @throws RefusedInputException if a part has no form of one of the two kinds
   */
  public Result execute() throws IOException {
    Run run = Run.start("train", config.rendered());
    TableName forms = config.tables().trainingForms();
    try (PostgresSnapshot snapshot = PostgresSnapshot.open(spark, config.postgres())) {
      Result result = train(snapshot.read(forms));
      RunManifests.saveTraining(config, run, forms, snapshot.count(forms), result.training());
      return result;
    }
  }

  /** Trains on given forms. */
  Result train(Dataset<Row> forms) throws IOException {
    Sessions.describe(spark, MODEL + ": logistic regression on " + config.tables().trainingForms());
    Dataset<Row> examples = Examples.of(forms, target, config.seed()).persist();
    try {
      Map<String, Long> counts = Examples.counts(examples);
      refuseOneKind(counts);
      NoncodableScorer open = LogisticTrainer.fit(examples);
      ScoredForms validation = Examples.score(examples, Split.VALIDATION, open);
      Threshold chosen =
          Threshold.forPrecision(
              validation.scores(), validation.noncodable(), config.noncodable().targetPrecision());
      NoncodableScorer scorer = open.withThreshold(chosen.value());
      Map<String, Double> metrics =
          measure(Examples.score(examples, Split.TEST, scorer), chosen.value());
      return save(forms, scorer, counts, metrics);
    } finally {
      examples.unpersist();
    }
  }

  private Result save(
      Dataset<Row> forms,
      NoncodableScorer scorer,
      Map<String, Long> counts,
      Map<String, Double> metrics)
      throws IOException {
    List<String> columns = new ArrayList<>(List.of(Rp.CABBI));
    columns.addAll(NoncodableScorer.columns());
    columns.addAll(target.columns());
    TrainingFacts facts =
        new TrainingFacts(config.seed(), DataFingerprint.of(forms, columns), metrics);
    try (TrainingFolder folder = TrainingFolder.create(config.workDirectory());
        ModelStore store = ModelStore.open(config.store())) {
      scorer.write(folder.path());
      folder.describe(config.rendered(), facts, counts);
      return new Result(store.saveTraining(MODEL, folder.path(), facts), counts, facts.metrics());
    }
  }

  private static Map<String, Double> measure(ScoredForms test, double threshold) {
    double[] scores = test.scores();
    boolean[] truth = test.noncodable();
    Confusion confusion = Confusion.at(scores, truth, threshold);
    Map<String, Double> metrics = new TreeMap<>();
    metrics.put("threshold", threshold);
    metrics.put("precision", confusion.precision());
    metrics.put("recall", confusion.recall());
    metrics.put("true-positives", (double) confusion.truePositives());
    metrics.put("false-positives", (double) confusion.falsePositives());
    metrics.put("true-negatives", (double) confusion.trueNegatives());
    metrics.put("false-negatives", (double) confusion.falseNegatives());
    metrics.put("f0.5", confusion.fBeta(0.5));
    metrics.put("f1", confusion.fBeta(1));
    metrics.put("f2", confusion.fBeta(2));
    metrics.put("roc-auc", Probabilities.rocAuc(scores, truth));
    metrics.put("average-precision", Probabilities.averagePrecision(scores, truth));
    metrics.put("log-loss", Probabilities.logLoss(scores, truth));
    metrics.put("brier", Probabilities.brier(scores, truth));
    metrics.put(
        "calibration-error",
        Probabilities.expectedCalibrationError(scores, truth, CALIBRATION_BINS));
    return metrics;
  }

  private void refuseOneKind(Map<String, Long> counts) {
    for (Split split : Split.values()) {
      for (boolean noncodable : new boolean[] {true, false}) {
        if (!counts.containsKey(Examples.name(split, noncodable))) {
          throw new RefusedInputException(
              "%s: the forms of %s can't train it, both kinds are needed in each part: %s (target %s)"
                  .formatted(MODEL, config.tables().trainingForms(), counts, target));
        }
      }
    }
  }
}
