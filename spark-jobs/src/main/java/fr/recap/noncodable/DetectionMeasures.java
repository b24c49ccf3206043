package fr.recap.noncodable;

import fr.recap.metrics.Confusion;
import fr.recap.metrics.Probabilities;
import java.util.Map;
import java.util.TreeMap;

/** All measures of a detection. */
final class DetectionMeasures {
  private static final int CALIBRATION_BINS = 10;

  /** The precision at which the original's recall was told. */
  private static final double COMPARED = 0.80;

  private DetectionMeasures() {}

  /** Where the scores decide alone. */
  static Map<String, Double> measure(ScoredForms test, double threshold) {
    return measure(test, test.scores(), threshold);
  }

  /**
   * Where they don't.
   *
   * @param deciding the scores, with 0 for forms that are never called non-codable
   */
  static Map<String, Double> measure(ScoredForms test, double[] deciding, double threshold) {
    double[] scores = test.scores();
    boolean[] truth = test.noncodable();
    Confusion confusion = Confusion.at(deciding, truth, threshold);
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
    metrics.put(
        "recall-at-precision-0.80", Probabilities.recallAtPrecision(deciding, truth, COMPARED));
    metrics.put("log-loss", Probabilities.logLoss(scores, truth));
    metrics.put("brier", Probabilities.brier(scores, truth));
    metrics.put(
        "calibration-error",
        Probabilities.expectedCalibrationError(scores, truth, CALIBRATION_BINS));
    return metrics;
  }
}
