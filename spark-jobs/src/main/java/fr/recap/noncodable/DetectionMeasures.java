package fr.recap.noncodable;

import fr.recap.metrics.Confusion;
import fr.recap.metrics.Outcomes;
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
  static Map<String, Double> measure(Outcomes scores, double threshold) {
    return measure(scores, scores, threshold);
  }

  /**
   * Where they don't.
   *
   * @param scores right for non-codable
   * @param deciding the scores, with 0 for forms that are never called non-codable
   */
  static Map<String, Double> measure(Outcomes scores, Outcomes deciding, double threshold) {
    Confusion confusion = Confusion.at(deciding, threshold);
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
    metrics.put("roc-auc", Probabilities.rocAuc(scores));
    metrics.put("average-precision", Probabilities.averagePrecision(scores));
    metrics.put("recall-at-precision-0.80", Probabilities.recallAtPrecision(deciding, COMPARED));
    metrics.put("log-loss", Probabilities.logLoss(scores));
    metrics.put("brier", Probabilities.brier(scores));
    metrics.put(
        "calibration-error", Probabilities.expectedCalibrationError(scores, CALIBRATION_BINS));
    return metrics;
  }
}
