package fr.recap.noncodable;

import fr.recap.metrics.LogisticCalibration;
import fr.recap.metrics.OutOfFold;
import fr.recap.metrics.Outcomes;
import fr.recap.metrics.Probabilities;
import fr.recap.metrics.Split;
import fr.recap.metrics.Threshold;
import fr.recap.monitoring.Profile;
import fr.recap.tables.Rp;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * A family fitted on the forms to learn from, with its probability and threshold.
 *
 * @param outOfFold what the threshold was chosen from
 * @param figures of the search: the average precision of forms that were not learned, and the
 *     parameters
 */
record FittedFamily(
    Stacked model, double threshold, OutOfFold outOfFold, Map<String, Double> figures) {
  /** Forms whose features stand in for those of others. */
  private static final int OTHERS = 256;

  private static final long OTHER_SEED = 11;

  /**
   * What it gives on forms that it has not seen.
   *
   * @param measures of the detection
   * @param profile how sure it is of them
   * @param figures of the training's report
   */
  record Measured(Map<String, Double> measures, Profile profile, DetectionFigures figures) {}

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
    List<Vector> others = others(test);
    List<FeatureGroup> groups = Stacked.groups(others.get(0).size(), model.evidence());
    FlatMapFunction<Iterator<Row>, Counted> count =
        rows ->
            List.of(
                    new Counted(new Detected(), new Profile.Counter(from), new Permuted(groups))
                        .add(rows, shared.value(), calibration, others))
                .iterator();
    Counted counted;
    try {
      counted = test.forms().toJavaRDD().mapPartitions(count).treeReduce(Counted::merge);
    } finally {
      shared.destroy();
    }
    Outcomes probabilities = counted.detected().probabilities(calibration);
    Outcomes deciding = counted.detected().deciding(calibration);
    return new Measured(
        DetectionMeasures.measure(probabilities, deciding, threshold),
        counted.profile().profile(),
        DetectionFigures.of(
            probabilities, deciding, counted.permuted().lost(counted.detected().scores())));
  }

  /** Features of some forms, the same ones each time. */
  private static List<Vector> others(Sample test) {
    List<Vector> others = new ArrayList<>();
    for (Row row :
        test.forms()
            .select(Sample.FEATURES, Rp.CABBI)
            .orderBy(functions.md5(functions.col(Rp.CABBI)), functions.col(Rp.CABBI))
            .limit(OTHERS)
            .collectAsList()) {
      others.add(row.getAs(0));
    }
    return others;
  }

  private record Counted(Detected detected, Profile.Counter profile, Permuted permuted)
      implements Serializable {
    private Counted add(
        Iterator<Row> rows,
        Classifier classifier,
        LogisticCalibration calibration,
        List<Vector> others) {
      rows.forEachRemaining(
          row -> {
            double[] features = row.<Vector>getAs(Sample.FEATURES).toArray();
            boolean noncodable = row.<Double>getAs(Sample.LABEL) == 1;
            double score = classifier.score(features);
            detected.add(score, noncodable, row.getAs(Sample.CODED));
            profile.score(row.getAs(Sample.DEPARTEMENT), calibration.probability(score));
            int other = (int) (others.size() * Split.uniform(row.getAs(Rp.CABBI), OTHER_SEED));
            permuted.add(features, others.get(other).toArray(), classifier, noncodable);
          });
      return this;
    }

    private Counted merge(Counted other) {
      detected.merge(other.detected);
      profile.merge(other.profile);
      permuted.merge(other.permuted);
      return this;
    }
  }

  /** Scores of forms with a group of features of another form: permutation importance. */
  private static final class Permuted implements Serializable {
    private static final long serialVersionUID = 1L;

    private final List<FeatureGroup> groups;
    private final ArrayList<Outcomes.Counter> scores = new ArrayList<>();

    Permuted(List<FeatureGroup> groups) {
      this.groups = List.copyOf(groups);
      groups.forEach(group -> scores.add(new Outcomes.Counter()));
    }

    void add(double[] features, double[] others, Classifier classifier, boolean noncodable) {
      for (int i = 0; i < groups.size(); i++) {
        scores.get(i).add(classifier.score(groups.get(i).replaced(features, others)), noncodable);
      }
    }

    void merge(Permuted other) {
      for (int i = 0; i < scores.size(); i++) {
        scores.get(i).merge(other.scores.get(i));
      }
    }

    /** Average precision that is lost, by group. */
    Map<String, Double> lost(Outcomes unchanged) {
      double all = Probabilities.averagePrecision(unchanged);
      Map<String, Double> lost = new LinkedHashMap<>();
      for (int i = 0; i < scores.size(); i++) {
        lost.put(
            groups.get(i).name(), all - Probabilities.averagePrecision(scores.get(i).outcomes()));
      }
      return lost;
    }
  }

  /** Names of all families as the settings have them. */
  static List<String> names() {
    return Arrays.stream(Family.values()).map(Family::text).toList();
  }
}
