package fr.recap.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class OutcomesTest {
  @Test
  void equalScoresAreCountedTogether_inOrder() {
    Outcomes outcomes =
        Outcomes.of(new double[] {0.5, -1, 0.5, 2}, new boolean[] {true, false, false, true});

    assertThat(outcomes.size()).isEqualTo(4);
    assertThat(outcomes.right()).isEqualTo(2);
    assertThat(outcomes.different()).isEqualTo(3);
    assertThat(outcomes.score(0)).isEqualTo(-1);
    assertThat(outcomes.score(1)).isEqualTo(0.5);
    assertThat(outcomes.all(1)).isEqualTo(2);
    assertThat(outcomes.right(1)).isEqualTo(1);
  }

  @Test
  void scoresThatAreNoNumbersOrLackAnOutcome_areRefused() {
    assertThatThrownBy(() -> Outcomes.of(new double[] {Double.NaN}, new boolean[1]))
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> Outcomes.of(new double[2], new boolean[1]))
        .hasMessageContaining("1 and 2");
    assertThatThrownBy(() -> new Outcomes.Counter().add(Double.NaN, true))
        .hasMessageContaining("NaN");
  }

  @Test
  void aCounterRoundsDownToThirteenBinaryDigits() {
    // Between 0.5 and 1 the unit is 2^-13, between 4 and 8 it is 2^-10.
    assertThat(Outcomes.Counter.rounded(0.75)).isEqualTo(0.75);
    assertThat(Outcomes.Counter.rounded(0.75 + 0.00012)).isEqualTo(0.75);
    assertThat(Outcomes.Counter.rounded(0.75 + 0.00013)).isEqualTo(0.75 + Math.scalb(1.0, -13));
    assertThat(Outcomes.Counter.rounded(5 + 0.0009)).isEqualTo(5);
    assertThat(Outcomes.Counter.rounded(-5 - 0.0009)).isEqualTo(-5 - Math.scalb(1.0, -10));
    assertThat(Outcomes.Counter.rounded(1)).isEqualTo(1);
    assertThat(Outcomes.Counter.rounded(-0.0)).isEqualTo(0.0);
    assertThat(Outcomes.Counter.rounded(Double.MIN_VALUE)).isNotNegative();
  }

  @Test
  void countersOfPartsGiveWhatOneOfAllGives_nearlyAsExactly() {
    Random random = new Random(5);
    Outcomes.Counter all = new Outcomes.Counter();
    Outcomes.Counter some = new Outcomes.Counter();
    Outcomes.Counter others = new Outcomes.Counter();
    double[] scores = new double[20_000];
    boolean[] right = new boolean[scores.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = random.nextDouble();
      right[i] = random.nextDouble() < scores[i];
      all.add(scores[i], right[i]);
      (i % 3 == 0 ? some : others).add(scores[i], right[i]);
    }
    Outcomes merged = others.merge(some).outcomes();
    Outcomes exact = Outcomes.of(scores, right);

    assertThat(merged.different()).isEqualTo(all.outcomes().different()).isLessThan(20_000);
    assertThat(merged.size()).isEqualTo(20_000);
    assertThat(merged.right()).isEqualTo(exact.right());
    Threshold threshold = Threshold.forPrecision(merged, 0.8);
    assertThat(threshold.value())
        .isCloseTo(Threshold.forPrecision(exact, 0.8).value(), within(0.005));
    // Rounding down moves no score across a threshold of the counter.
    assertThat(Threshold.measure(exact, threshold.value()).support())
        .isEqualTo(threshold.support());
    assertThat(Probabilities.rocAuc(merged)).isCloseTo(Probabilities.rocAuc(exact), within(0.001));
  }

  @Test
  void otherScoresAndOtherOutcomes_areAdded() {
    Outcomes outcomes = Outcomes.of(new double[] {1, 2}, new boolean[] {true, false});
    Outcomes both = outcomes.with(score -> 0).plus(outcomes);

    assertThat(both.different()).isEqualTo(3);
    assertThat(both.score(0)).isZero();
    assertThat(both.all(0)).isEqualTo(2);
    assertThat(both.right(0)).isEqualTo(1);
    assertThat(both.size()).isEqualTo(4);
  }

  @Test
  void logisticCalibrationOfCountedScores_isThatOfSingleOnes() {
    double[] scores = {100, 100, 300, 300, 300};
    boolean[] right = {true, false, true, true, false};
    LogisticCalibration counted = LogisticCalibration.fit(Outcomes.of(scores, right));
    // Mean 220, standard deviation 97.98.
    double[][] standard = new double[5][];
    for (int i = 0; i < 5; i++) {
      standard[i] = new double[] {(scores[i] - 220) / Math.sqrt(9600)};
    }
    LogisticCalibration single = LogisticCalibration.fit(new double[] {0, 1}, standard, right);

    assertThat(counted.probability(100)).isCloseTo(single.probability(standard[0]), within(1e-9));
    assertThat(counted.probability(300)).isCloseTo(single.probability(standard[4]), within(1e-9));
  }
}
