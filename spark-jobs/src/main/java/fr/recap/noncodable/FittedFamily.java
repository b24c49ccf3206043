package fr.recap.noncodable;

import fr.recap.metrics.LogisticCalibration;
import fr.recap.metrics.OutOfFold;
import fr.recap.metrics.Outcomes;
import fr.recap.metrics.Threshold;
import fr.recap.monitoring.Profile;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;

/**
 * A family fitted on the forms to learn from, with its probability and threshold.
 *
 * @param outOfFold what the threshold was chosen from
 * @param figures of the search: the average precision of forms that were not learned, and the
 *     parameters
 */
record FittedFamily(
    Stacked model, double threshold, OutOfFold outOfFold, Map<String, Double> figures) {

  /**
   * What it gives on forms that it has not seen.
   *
   * @param measures of the detection
   * @param profile how sure it is of them
   */
  record Measured(Map<String, Double> measures, Profile profile) {}

  /**
   * Searches the family's parameters by cross-validation, calibrates and chooses the threshold on
   * scores of forms that the scoring models had not learned, then fits on all. A form that the
   * matcher codes automatically is none of those that the threshold accepts.
   *
   * @param learn complete
   */
  static FittedFamily fit(Search search, Sample learn, boolean evidence, long seed) {
    CrossValidation.Found found = new CrossValidation(learn, seed).search(search);
    LogisticCalibration calibration = LogisticCalibration.fit(found.detected().scores());
    Outcomes deciding = found.detected().deciding(calibration);
    Threshold threshold = Threshold.forPrecision(deciding, search.targetPrecision());
    Map<String, Double> figures = new TreeMap<>();
    figures.put("validation-average-precision", found.averagePrecision());
    figures.put("validation-precision", threshold.precision());
    found.parameters().forEach((name, value) -> figures.put("parameter-" + name, value));
    return new FittedFamily(
        new Stacked(
            search.family().fit(Learned.of(learn.forms()), found.parameters(), seed),
            evidence,
            calibration),
        threshold.value(),
        OutOfFold.of(deciding, OutOfFold.Rule.PLAIN, search.targetPrecision()),
        figures);
  }

  /** What the model gives on forms that it has not seen. */
  Measured measure(Sample test) {
    Broadcast<Classifier> shared =
        JavaSparkContext.fromSparkContext(test.forms().sparkSession().sparkContext())
            .broadcast(model.classifier());
    LogisticCalibration calibration = model.calibration();
    double from = threshold;
    FlatMapFunction<Iterator<Row>, Counted> count =
        rows -> List.of(Counted.of(rows, shared.value(), calibration, from)).iterator();
    Counted counted;
    try {
      counted = test.forms().toJavaRDD().mapPartitions(count).treeReduce(Counted::merge);
    } finally {
      shared.destroy();
    }
    return new Measured(
        DetectionMeasures.measure(
            counted.detected().probabilities(calibration),
            counted.detected().deciding(calibration),
            threshold),
        counted.profile().profile());
  }

  private record Counted(Detected detected, Profile.Counter profile) implements Serializable {
    private static Counted of(
        Iterator<Row> rows,
        Classifier classifier,
        LogisticCalibration calibration,
        double threshold) {
      Counted counted = new Counted(new Detected(), new Profile.Counter(threshold));
      rows.forEachRemaining(
          row -> {
            double score = classifier.score(row.<Vector>getAs(Sample.FEATURES).toArray());
            counted
                .detected()
                .add(score, row.<Double>getAs(Sample.LABEL) == 1, row.getAs(Sample.CODED));
            counted.profile().score(row.getAs(Sample.DEPARTEMENT), calibration.probability(score));
          });
      return counted;
    }

    private Counted merge(Counted other) {
      detected.merge(other.detected);
      profile.merge(other.profile);
      return this;
    }
  }

  /** Names of all families as the settings have them. */
  static List<String> names() {
    return Arrays.stream(Family.values()).map(Family::text).toList();
  }
}
