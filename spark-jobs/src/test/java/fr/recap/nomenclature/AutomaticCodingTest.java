package fr.recap.nomenclature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AutomaticCodingTest {
  @Test
  void aTargetOnFewFormsGetsAMargin() {
    // The standard error is sqrt(0.9 * 0.1 / 100) = 0.03, of which 0.02 may be missed.
    assertThat(AutomaticCoding.margin(0.9, 100)).isCloseTo(0.01, within(1e-12));
    assertThat(AutomaticCoding.margin(0.9, 10_000)).as("0.003 is tolerated").isZero();
    assertThat(AutomaticCoding.margin(0.9, 0)).isZero();
  }

  @Test
  void whatIsAcceptedReachesTheTarget() {
    int count = 1000;
    Ranking[] rankings = new Ranking[count];
    boolean[] correct = new boolean[count];
    for (int i = 0; i < count; i++) {
      double first = 0.2 + 0.79 * i / count;
      rankings[i] =
          new Ranking(new int[] {0, 1}, new double[] {first, 1 - first}, first, 1 - first, true, 1);
      // Right ones are the more frequent the higher the score: 1 in 5 up to all.
      correct[i] = i % 5 <= 5 * i / count;
    }

    AutomaticCoding coding = AutomaticCoding.fit(rankings, correct, 0.9);

    int accepted = 0;
    int right = 0;
    for (int i = 0; i < count; i++) {
      if (coding.probability(rankings[i]) >= coding.threshold()) {
        accepted++;
        right += correct[i] ? 1 : 0;
      }
    }
    assertThat(accepted).isBetween(200, 500);
    assertThat((double) right / accepted).isGreaterThanOrEqualTo(0.9);
  }
}
