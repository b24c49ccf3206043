package fr.recap.evaluation;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fr.recap.metrics.OutOfFold;
import fr.recap.metrics.Outcomes;
import fr.recap.metrics.Probabilities;
import fr.recap.metrics.ScoreBins;
import fr.recap.runtime.TestSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.mllib.evaluation.BinaryClassificationMetrics;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import scala.Tuple2;

class DecisionCurveTest {
  private static final int[] ONCE = weights("x");

  private static int[] weights(String key) {
    int[] weights = new int[PoissonWeights.REPLICATES + 1];
    PoissonWeights.of(key, weights);
    return weights;
  }

  /** Five forms: 0.9 right, 0.8 wrong, 0.8 right, 0.2 unknown, no score and right. */
  private static DecisionCurve curve() {
    DecisionCounts counts = new DecisionCounts();
    counts.add(0.9, true, true, ONCE);
    counts.add(0.8, true, false, ONCE);
    counts.add(0.8, true, true, ONCE);
    counts.add(0.2, false, false, ONCE);
    counts.add(null, true, true, ONCE);
    return DecisionCurve.of(counts, new RankMeasures(0.75, 0.83), List.of());
  }

  private static DecisionCurve.Point at(DecisionCurve curve, double threshold) {
    return curve.points().get((int) Math.round(threshold * ScoreBins.STEPS));
  }

  @Test
  void everyThresholdHasBothDenominators() {
    DecisionCurve.Point low = at(curve(), 0.2);
    assertThat(low.accepted()).isEqualTo(4);
    assertThat(low.coverage().value()).isEqualTo(0.8);
    assertThat(low.precision().value()).isEqualTo(0.5);
    assertThat(low.precisionOfKnown().value()).isEqualTo(2 / 3.0);
    assertThat(low.recall().value()).isEqualTo(2 / 3.0);
    assertThat(at(curve(), 0.205).accepted()).isEqualTo(3);
    assertThat(at(curve(), 0.805).precision().value()).isEqualTo(1);
    assertThat(at(curve(), 0.905).precision().value()).isNaN();
  }

  @Test
  void theLowestThresholdOfATargetIsFound() {
    assertThat(curve().at(0.6).orElseThrow().threshold()).isEqualTo(0.205);
    assertThat(curve().at(0.9).orElseThrow().threshold()).isEqualTo(0.805);
  }

  @Test
  void lossesAreMeansOfKnownFormsWithAScore() {
    assertThat(curve().brier().value()).isCloseTo((0.01 + 0.64 + 0.04) / 3, within(1e-9));
    assertThat(curve().logLoss().value())
        .isCloseTo(-(Math.log(0.9) + Math.log(0.2) + Math.log(0.8)) / 3, within(1e-8));
    assertThat(curve().calibration())
        .containsExactly(new DecisionCurve.Bin(2, 0.8, 0.5), new DecisionCurve.Bin(1, 0.9, 1));
    assertThat(curve().calibrationError()).isCloseTo((2 * 0.3 + 0.1) / 3, within(1e-9));
  }

  @Test
  void binsBeginExactlyAtTheirThresholds() {
    for (int bin = 0; bin < ScoreBins.BINS; bin++) {
      double threshold = ScoreBins.from(bin);
      assertThat(ScoreBins.of(threshold)).isEqualTo(bin);
      if (bin > 0) {
        assertThat(ScoreBins.of(Math.nextDown(threshold))).isEqualTo(bin - 1);
      }
    }
    assertThatThrownBy(() -> ScoreBins.of(1.01)).hasMessageContaining("1.01");
    assertThatThrownBy(() -> ScoreBins.of(Double.NaN)).hasMessageContaining("NaN");
  }

  @Test
  void areasAndLossesAgreeWithOtherImplementationsOnRandomForms() {
    Random random = new Random(7);
    List<Row> rows = new ArrayList<>();
    List<Tuple2<Object, Object>> pairs = new ArrayList<>();
    double[] scores = new double[4000];
    boolean[] right = new boolean[scores.length];
    DecisionCounts counts = new DecisionCounts();
    for (int i = 0; i < scores.length; i++) {
      // Many ties, and scores that are no multiples of a step.
      scores[i] = Math.round(random.nextDouble() * 700) / 700.0;
      right[i] = random.nextDouble() < scores[i] * scores[i];
      rows.add(RowFactory.create(scores[i], right[i]));
      pairs.add(new Tuple2<>(scores[i], right[i] ? 1.0 : 0.0));
      counts.add(scores[i], true, right[i], weights("f" + i));
    }
    Dataset<Row> table =
        TestSession.get()
            .createDataFrame(
                rows,
                new StructType()
                    .add("score", DataTypes.DoubleType)
                    .add("right", DataTypes.BooleanType))
            .repartition(5);
    RankMeasures ranks = RankMeasures.of(table, col("score"), col("right"));
    BinaryClassificationMetrics mllib =
        new BinaryClassificationMetrics(
            TestSession.get()
                .sparkContext()
                .parallelize(
                    scala.collection.JavaConverters.asScalaBuffer(pairs).toSeq(),
                    3,
                    scala.reflect.ClassTag$.MODULE$.apply(Tuple2.class)),
            0);

    assertThat(ranks.rocAuc())
        .isCloseTo(mllib.areaUnderROC(), within(1e-9))
        .isCloseTo(Probabilities.rocAuc(Outcomes.of(scores, right)), within(1e-9));
    assertThat(ranks.averagePrecision())
        .isCloseTo(Probabilities.averagePrecision(Outcomes.of(scores, right)), within(1e-9))
        // MLlib draws straight lines between the points.
        .isCloseTo(mllib.areaUnderPR(), within(1e-3));
    DecisionCurve curve = DecisionCurve.of(counts, ranks, List.of());
    assertThat(curve.brier().value())
        .isCloseTo(Probabilities.brier(Outcomes.of(scores, right)), within(1e-9));
    assertThat(curve.logLoss().value())
        .isCloseTo(Probabilities.logLoss(Outcomes.of(scores, right)), within(1e-8));
    assertThat(curve.calibrationError())
        .isCloseTo(
            Probabilities.expectedCalibrationError(Outcomes.of(scores, right), 10), within(1e-8));
    assertThat(curve.rocAuc().covers(curve.rocAuc().value())).isTrue();
    assertThat(curve.rocAuc().high() - curve.rocAuc().low()).isBetween(0.005, 0.05);
  }

  /** Nine of ten are right from 0.9 on: by Wilson's formula 59.58 % to 98.21 %. */
  @Test
  void curveOfATraining_hasAPointAtEachBin_withWilsonsIntervals() {
    OutOfFold forms =
        new OutOfFold(
            0.9,
            OutOfFold.Rule.PLAIN,
            List.of(new OutOfFold.Bin(0.5, 10, 3, 5.2), new OutOfFold.Bin(0.9, 10, 9, 9.2)));

    DecisionCurve curve = TrainingCurve.of(forms);

    assertThat(curve.points()).extracting(DecisionCurve.Point::threshold).containsExactly(0.5, 0.9);
    DecisionCurve.Point high = curve.at(0.8).orElseThrow();
    assertThat(high.threshold()).isEqualTo(0.9);
    assertThat(high.accepted()).isEqualTo(10);
    assertThat(high.coverage().value()).isEqualTo(0.5);
    assertThat(high.precision().value()).isEqualTo(0.9);
    assertThat(high.precision().low()).isCloseTo(0.5958, within(1e-4));
    assertThat(high.precision().high()).isCloseTo(0.9821, within(1e-4));
    assertThat(high.recall().value()).isEqualTo(0.75);
    assertThat(curve.points().get(0).precision().value()).isEqualTo(0.6);
    assertThat(TrainingCurve.at(forms, 0.95).precision().value()).isNaN();
  }

  @Test
  void oneKindAloneHasNoArea() {
    Dataset<Row> none = TestSession.get().sql("SELECT 0.5D score, true right WHERE false");
    assertThat(RankMeasures.of(none, col("score"), col("right")).rocAuc()).isNaN();
    Dataset<Row> right = TestSession.get().sql("SELECT 0.5D score, true right");
    RankMeasures one = RankMeasures.of(right, col("score"), col("right"));
    assertThat(one.rocAuc()).isNaN();
    assertThat(one.averagePrecision()).isEqualTo(1);
  }
}
