package fr.recap.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private static final double[] SCORES = {0.9, 0.8, 0.7, 0.6, 0.5};
  private static final boolean[] CORRECT = {true, true, false, true, false};
  private static final Outcomes OUTCOMES = Outcomes.of(SCORES, CORRECT);

  @Test
  void thresholdTakesTheLargestCoverageThatSurelyReachesThePrecision() {
    // Precisions by accepted: 1, 1, 2/3, 3/4, 3/5; one standard error below: .5, .67, .39, .5, .38.
    assertThat(Threshold.forPrecision(OUTCOMES, 0.45)).isEqualTo(new Threshold(0.6, 0.75, 0.8, 4));
    assertThat(Threshold.forPrecision(OUTCOMES, 0.6)).isEqualTo(new Threshold(0.8, 1, 0.4, 2));
    assertThat(Threshold.forPrecision(OUTCOMES, 0.7).support()).isZero();
  }

  @Test
  void thresholdKeepsWilsonsMargin() {
    // (0.8 + 1/200 - sqrt(0.16/100 + 1/40000)) / (1 + 1/100) = (0.805 - 0.040311) / 1.01
    assertThat(Threshold.lowerLimit(0.8, 100)).isCloseTo(0.757117, within(1e-6));
    assertThat(Threshold.lowerLimit(1, 9)).isCloseTo(0.9, within(1e-12));
  }

  @Test
  void thresholdDoesNotCutBetweenEqualScores() {
    double[] tied = {0.9, 0.5, 0.5, 0.5};
    boolean[] correct = {true, true, false, false};

    assertThat(Threshold.forPrecision(Outcomes.of(tied, correct), 0.5))
        .isEqualTo(new Threshold(0.9, 1, 0.25, 1));
  }

  /** Means down to each score: 0.9, 0.7, 0.6 with all that have 0.5. */
  @Test
  void meanScoreOfTheAccepted_doesNotCutBetweenEqualScores() {
    Outcomes outcomes = Outcomes.of(new double[] {0.9, 0.5, 0.5}, new boolean[3]);

    assertThat(Threshold.byMean(outcomes, 0.65)).isEqualTo(0.9);
    assertThat(Threshold.byMean(outcomes, 0.6)).isEqualTo(0.5);
    assertThat(Threshold.byMean(outcomes, 0.95)).isGreaterThan(1);
  }

  @Test
  void thresholdIsAboveOneAndAllScoresIfThePrecisionIsOutOfReach() {
    Threshold none = Threshold.forPrecision(Outcomes.of(new double[] {3, 2}, new boolean[2]), 0.5);

    assertThat(none.value()).isGreaterThan(3);
    assertThat(none.coverage()).isZero();
    assertThat(none.precision()).isNaN();
    assertThat(Threshold.forPrecision(Outcomes.of(new double[0], new boolean[0]), 0.5).value())
        .isGreaterThan(1);
  }

  @Test
  void thresholdIsMeasuredOnOtherData() {
    assertThat(Threshold.measure(OUTCOMES, 0.7)).isEqualTo(new Threshold(0.7, 2.0 / 3, 0.6, 3));
  }

  @Test
  void isotonicCalibrationPoolsViolatorsAndInterpolates() {
    // Increasing scores 1..4 with outcomes 0, 1, 0, 1: the middle two pool to 1/2.
    IsotonicCalibration fitted =
        IsotonicCalibration.fit(
            Outcomes.of(new double[] {4, 2, 1, 3}, new boolean[] {true, true, false, false}));

    assertThat(fitted.probability(1)).isZero();
    assertThat(fitted.probability(2)).isEqualTo(0.5);
    assertThat(fitted.probability(2.7)).isEqualTo(0.5);
    assertThat(fitted.probability(3.5)).isCloseTo(0.75, within(1e-12));
    assertThat(fitted.probability(9)).isEqualTo(1);
    assertThat(fitted.probability(-9)).isZero();
  }

  @Test
  void isotonicCalibrationAveragesEqualScores() {
    IsotonicCalibration fitted =
        IsotonicCalibration.fit(
            Outcomes.of(new double[] {1, 1, 1, 1}, new boolean[] {true, false, false, false}));

    assertThat(fitted.probability(1)).isEqualTo(0.25);
  }

  @Test
  void logisticCalibrationGivesTheSharesOfGroups() {
    // One yes-or-no feature: 1 of 4 right without it, 3 of 4 with it, a thousand times.
    double[][] features = new double[8_000][];
    boolean[] correct = new boolean[features.length];
    for (int i = 0; i < features.length; i++) {
      features[i] = new double[] {i % 8 < 4 ? 0 : 1};
      correct[i] = i % 8 == 0 || (i % 8 >= 4 && i % 8 < 7);
    }

    LogisticCalibration fitted = LogisticCalibration.fit(new double[] {0, 0}, features, correct);

    assertThat(fitted.probability(0)).isCloseTo(0.25, within(0.001));
    assertThat(fitted.probability(1)).isCloseTo(0.75, within(0.001));
  }

  @Test
  void logisticCalibrationOfFewOutcomesStaysNearItsStart() {
    // Of the constant alone: the ridge of 1 balances the gradient, 1 - p(w) = w - start.
    LogisticCalibration fitted =
        LogisticCalibration.fit(
            new double[] {1}, new double[][] {new double[0]}, new boolean[] {true});

    double weight = fitted.weights()[0];
    assertThat(weight - 1).isCloseTo(1 - 1 / (1 + Math.exp(-weight)), within(1e-9));
    assertThat(weight).isBetween(1.2, 1.3);
  }

  @Test
  void probabilitiesAreScored() {
    double[] p = {0.8, 0.4};
    boolean[] outcome = {true, false};

    assertThat(Probabilities.brier(Outcomes.of(p, outcome)))
        .isCloseTo((0.04 + 0.16) / 2, within(1e-12));
    assertThat(Probabilities.logLoss(Outcomes.of(p, outcome)))
        .isCloseTo(-(Math.log(0.8) + Math.log(0.6)) / 2, within(1e-12));
    assertThat(Probabilities.expectedCalibrationError(Outcomes.of(p, outcome), 10))
        .isCloseTo((0.2 + 0.4) / 2, within(1e-12));
  }

  @Test
  void areaUnderTheCurveCountsPairs() {
    // Pairs (positive, negative) of SCORES: 6, of which 0.7 > 0.6 is the only wrong one.
    assertThat(Probabilities.rocAuc(OUTCOMES)).isCloseTo(5.0 / 6, within(1e-12));
    assertThat(Probabilities.rocAuc(Outcomes.of(new double[] {1, 1}, new boolean[] {true, false})))
        .isEqualTo(0.5);
  }

  @Test
  void averagePrecisionWeighsPrecisionByTheRecallItAdds() {
    assertThat(Probabilities.averagePrecision(OUTCOMES))
        .isCloseTo((1 + 1 + 0.75) / 3, within(1e-12));
  }

  @Test
  void calibrationErrorByChanceIsThatOfCoinsWithTheseProbabilities() {
    assertThat(Probabilities.calibrationErrorByChance(new double[] {0, 1, 1}, 10, 5)).isZero();
    assertThat(Probabilities.calibrationErrorByChance(new double[] {0.5}, 10, 5)).isEqualTo(0.5);
    // Four fair coins: heads are off by 0, 1 or 2 with 6, 8 and 2 chances of 16.
    assertThat(Probabilities.calibrationErrorByChance(new double[] {0.5, 0.5, 0.5, 0.5}, 10, 5))
        .isCloseTo((8 * 0.25 + 2 * 0.5) / 16, within(0.02));
  }

  @Test
  void recallAtAPrecisionIsThatOfTheLowestThresholdThatReachesIt() {
    // From the highest score on: right, right, wrong, right, wrong.
    assertThat(Probabilities.recallAtPrecision(OUTCOMES, 0.80)).isEqualTo(2.0 / 3);
    assertThat(Probabilities.recallAtPrecision(OUTCOMES, 0.75)).isEqualTo(1);
    assertThat(
            Probabilities.recallAtPrecision(
                Outcomes.of(new double[] {0.9, 0.5}, new boolean[] {false, true}), 0.80))
        .isZero();
    assertThat(
            Probabilities.recallAtPrecision(
                Outcomes.of(new double[] {0.9, 0.9}, new boolean[] {true, false}), 0.80))
        .as("equal scores fall together")
        .isZero();
  }

  @Test
  void confusionCountsDecisions() {
    Confusion found = Confusion.at(OUTCOMES, 0.7);

    assertThat(found).isEqualTo(new Confusion(2, 1, 1, 1));
    assertThat(found.precision()).isCloseTo(2.0 / 3, within(1e-12));
    assertThat(found.recall()).isCloseTo(2.0 / 3, within(1e-12));
    assertThat(new Confusion(1, 0, 0, 3).fBeta(2)).isCloseTo(5.0 / 17, within(1e-12));
  }

  @Test
  void topKCountsTruthsAmongTheFirst() {
    int[] ranks = {0, 2, TopK.rank(List.of("a", "b"), "c"), TopK.rank(List.of("a", "b"), "b")};

    assertThat(TopK.accuracy(ranks, 1)).isEqualTo(0.25);
    assertThat(TopK.accuracy(ranks, 2)).isEqualTo(0.5);
    assertThat(TopK.accuracy(ranks, 10)).isEqualTo(0.75);
  }

  @Test
  void splitsHaveTheirSharesAndDependOnTheKeyAlone() {
    Map<Split, Integer> counts = new EnumMap<>(Split.class);
    for (int i = 0; i < 20_000; i++) {
      counts.merge(Split.of("form" + i, 7), 1, Integer::sum);
    }

    assertThat(counts.get(Split.TRAIN) / 20_000.0).isCloseTo(0.56, within(0.015));
    assertThat(counts.get(Split.VALIDATION) / 20_000.0).isCloseTo(0.14, within(0.01));
    assertThat(Split.of("form1", 7)).isEqualTo(Split.of("form1", 7));
  }
}
