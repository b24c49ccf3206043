package fr.recap.noncodable;

import fr.recap.config.NoncodableSettings;
import fr.recap.metrics.Outcomes;
import fr.recap.metrics.Probabilities;
import java.util.List;
import java.util.Map;

/**
 * A search for the best parameters of a family.
 *
 * @param grid parameters to try
 * @param maximise what makes the best ones, as in the settings
 * @param targetPrecision that the detection is to reach
 */
record Search(
    Family family, List<Map<String, Double>> grid, String maximise, double targetPrecision) {
  static Search of(Family family, NoncodableSettings settings) {
    return new Search(
        family,
        family.grid(settings.learning()),
        settings.learning().maximise(),
        settings.targetPrecision());
  }

  /**
   * What parameters are worth.
   *
   * @param scores of forms that were not learned
   */
  double value(Outcomes scores) {
    return switch (maximise) {
      case NoncodableSettings.ROC_AREA -> Probabilities.rocAuc(scores);
      case NoncodableSettings.RECALL -> Probabilities.recallAtPrecision(scores, targetPrecision);
      default -> Probabilities.averagePrecision(scores);
    };
  }
}
