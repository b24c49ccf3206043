package fr.recap.nomenclature;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AutomaticCodingTest {
  @Test
  void whatIsAcceptedReachesTheTarget() {
    int count = 1000;
    Ranking[] rankings = new Ranking[count];
    boolean[] correct = new boolean[count];
    for (int i = 0; i < count; i++) {
      double first = 0.2 + 0.79 * i / count;
      rankings[i] = ranking(first, 2);
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
    assertThat(coding.outOfFold(rankings, correct, 0.9).threshold(0.9))
        .as("what is kept of the forms gives the same threshold")
        .hasValue(coding.threshold());
    assertThat(accepted).isBetween(200, 500);
    assertThat((double) right / accepted).isGreaterThanOrEqualTo(0.9);
  }

  private static Ranking ranking(double first, double evidence) {
    return new Ranking(
        new int[] {0, 1}, new double[] {first, 1 - first}, first, 1 - first, true, 1, evidence);
  }

  /** Of those that are right, one in two hundred may have less evidence than is asked for. */
  @Test
  void withoutEvidenceTheProbabilityIsAtMostTheShareThatWasRight() {
    Ranking[] rankings = new Ranking[1000];
    boolean[] correct = new boolean[1000];
    for (int i = 0; i < 1000; i++) {
      rankings[i] = ranking(0.9 + i / 20_000.0, i);
      correct[i] = i >= 3;
    }

    AutomaticCoding coding = AutomaticCoding.fit(rankings, correct, 0.9);

    assertThat(coding.outOfFold(rankings, correct, 0.9).threshold(0.9))
        .hasValue(coding.threshold());
    int least = (int) coding.leastEvidence();
    assertThat(least).isBetween(4, 12);
    assertThat(coding.withoutEvidence()).isEqualTo((least - 3) / (double) least);
    assertThat(coding.threshold()).isGreaterThan(coding.withoutEvidence());
    assertThat(coding.probability(ranking(0.95, least - 0.1))).isEqualTo(coding.withoutEvidence());
    assertThat(coding.probability(ranking(0.95, least))).isGreaterThan(0.9);
  }
}
