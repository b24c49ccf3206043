package fr.recap.noncodable;

import fr.recap.metrics.LogisticCalibration;
import fr.recap.metrics.Threshold;
import fr.recap.monitoring.Profile;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;

/**
 * A family fitted on the forms to learn from, with its probability and threshold.
 *
 * @param figures of the search: the average precision of forms that were not learned, and the
 *     parameters
 */
record FittedFamily(Stacked model, double threshold, Map<String, Double> figures) {

  /**
   * Searches the family's parameters by cross-validation, calibrates and chooses the threshold on
   * scores of forms that the scoring models had not learned, then fits on all. A form that the
   * matcher codes automatically is none of those that the threshold accepts.
   */
  static FittedFamily fit(
      SparkSession spark,
      Family family,
      Collected learn,
      boolean evidence,
      double targetPrecision,
      long seed) {
    Sample sample = learn.sample();
    CrossValidation.Found found =
        new CrossValidation(spark, sample, learn.groups(), seed).search(family);
    double[] raw = found.scores();
    LogisticCalibration calibration = calibration(raw, sample.truth());
    double[] probabilities = new double[raw.length];
    Arrays.setAll(probabilities, form -> calibration.probability(raw[form]));
    Threshold threshold =
        Threshold.forPrecision(sample.deciding(probabilities), sample.truth(), targetPrecision);
    Map<String, Double> figures = new TreeMap<>();
    figures.put("validation-average-precision", found.averagePrecision());
    figures.put("validation-precision", threshold.precision());
    found.parameters().forEach((name, value) -> figures.put("parameter-" + name, value));
    return new FittedFamily(
        new Stacked(family.fit(spark, sample, found.parameters(), seed), evidence, calibration),
        threshold.value(),
        figures);
  }

  /** Fitted on standardised scores, since those of some families are tiny or huge. */
  private static LogisticCalibration calibration(double[] raw, boolean[] truth) {
    double mean = Arrays.stream(raw).average().orElse(0);
    double variance = Arrays.stream(raw).map(v -> (v - mean) * (v - mean)).average().orElse(0);
    double scale = variance > 0 ? Math.sqrt(variance) : 1;
    double[][] features = new double[raw.length][];
    Arrays.setAll(features, form -> new double[] {(raw[form] - mean) / scale});
    double[] weights = LogisticCalibration.fit(new double[] {0, 1}, features, truth).weights();
    return LogisticCalibration.of(
        new double[] {weights[0] - weights[1] * mean / scale, weights[1] / scale});
  }

  /** What the model gives on forms that it has not seen. */
  Map<String, Double> measure(Collected test) {
    double[] probabilities = test.scores(model::probability);
    return DetectionMeasures.measure(
        new ScoredForms(probabilities, test.sample().truth()),
        test.sample().deciding(probabilities),
        threshold);
  }

  /**
   * How sure it is of forms that it has not seen.
   *
   * @param departements of the workplace, by cabbi
   */
  Profile profile(Collected test, Map<String, String> departements) {
    Profile.Counter counter = new Profile.Counter(threshold);
    double[] probabilities = test.scores(model::probability);
    for (int form = 0; form < probabilities.length; form++) {
      counter.score(departements.get(test.keys().get(form)), probabilities[form]);
    }
    return counter.profile();
  }

  /** Names of all families as the settings have them. */
  static List<String> names() {
    return Arrays.stream(Family.values()).map(Family::text).toList();
  }
}
