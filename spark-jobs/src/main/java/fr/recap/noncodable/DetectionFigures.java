package fr.recap.noncodable;

import fr.recap.metrics.CalibrationBin;
import fr.recap.metrics.OperatingPoints;
import fr.recap.metrics.Outcomes;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a training measured on forms that the detection has not learned.
 *
 * @param deciding what thresholds would call non-codable; the right ones are
 * @param scores the same by the probability alone, whatever the matcher codes
 * @param calibration of the probability
 * @param decides average precision that is lost if a group of features is that of another form, by
 *     the group's name; empty where words alone decide
 */
record DetectionFigures(
    OperatingPoints deciding,
    OperatingPoints scores,
    List<CalibrationBin> calibration,
    Map<String, Double> decides) {
  private static final int MOST_POINTS = 100;
  private static final int BINS = 10;

  DetectionFigures {
    calibration = List.copyOf(calibration);
    decides = Collections.unmodifiableMap(new LinkedHashMap<>(decides));
  }

  /**
   * The figures of some probabilities.
   *
   * @param deciding the probabilities, with 0 for forms that are never called non-codable
   */
  static DetectionFigures of(
      Outcomes probabilities, Outcomes deciding, Map<String, Double> decides) {
    return new DetectionFigures(
        OperatingPoints.of(deciding, MOST_POINTS),
        OperatingPoints.of(probabilities, MOST_POINTS),
        CalibrationBin.of(probabilities, BINS),
        decides);
  }
}
