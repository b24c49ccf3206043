package fr.recap.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  private static final int WIDTH = PoissonWeights.REPLICATES + 1;

  @Test
  void weightsArePoissonNumbersOfMeanOneThatDependOnTheKey() {
    int[] weights = new int[WIDTH];
    long[] seen = new long[12];
    for (int form = 0; form < 5000; form++) {
      PoissonWeights.of("form" + form, weights);
      assertThat(weights[0]).isEqualTo(1);
      for (int r = 1; r < WIDTH; r++) {
        seen[weights[r]]++;
      }
    }
    double draws = 5000.0 * PoissonWeights.REPLICATES;
    assertThat(seen[0] / draws).isCloseTo(Math.exp(-1), within(0.002));
    assertThat(seen[1] / draws).isCloseTo(Math.exp(-1), within(0.002));
    assertThat(seen[2] / draws).isCloseTo(Math.exp(-1) / 2, within(0.002));
    assertThat(seen[3] / draws).isCloseTo(Math.exp(-1) / 6, within(0.002));
    int[] again = new int[WIDTH];
    PoissonWeights.of("form4999", again);
    assertThat(again).isEqualTo(weights);
  }

  /** The interval of a share is some 1.96 standard errors to each side. */
  @Test
  void intervalIsAsWideAsTheStandardErrorSays() {
    CodeCounts counts = new CodeCounts();
    Random random = new Random(3);
    int[] weights = new int[WIDTH];
    for (int form = 0; form < 2000; form++) {
      PoissonWeights.of("form" + form, weights);
      counts.add(new JudgedCode(random.nextDouble() < 0.8 ? 1 : 0, true, true, true), weights);
    }
    Estimate top1 = counts.measures().intervals().top1();
    double error = Math.sqrt(0.8 * 0.2 / 2000);
    assertThat(top1.value()).isCloseTo(0.8, within(4 * error));
    assertThat(top1.high() - top1.low()).isCloseTo(2 * 1.96 * error, within(0.25 * 4 * error));
  }

  @Test
  void quantilesLieBetweenReplicates() {
    double[] replicates = new double[42];
    for (int r = 1; r < replicates.length; r++) {
      replicates[r] = r - 1;
    }
    replicates[0] = 20;
    Estimate estimate = Estimate.of(replicates);
    assertThat(estimate.low()).isEqualTo(1);
    assertThat(estimate.high()).isEqualTo(39);
    assertThat(estimate.covers(20)).isTrue();
    assertThat(estimate.covers(0)).isFalse();
    assertThat(Estimate.ratio(new long[] {1, 1}, new long[] {0, 2}).value()).isNaN();
  }

  /** A threshold that is chosen on one half of well-behaved forms gives as much on the other. */
  @Test
  void thresholdOfOneHalfHoldsOnTheOther() {
    DecisionCounts[] halves = {new DecisionCounts(), new DecisionCounts()};
    Random random = new Random(11);
    int[] weights = new int[WIDTH];
    for (int form = 0; form < 8000; form++) {
      PoissonWeights.of("form" + form, weights);
      double score = random.nextDouble();
      halves[form % 2].add(score, true, random.nextDouble() < score, weights);
    }
    DecisionCurve.HeldOut held = HeldOutChoice.of(0.8, halves[0], halves[1]);
    // Scores above t are right in (1 + t) / 2 of the cases.
    assertThat(held.threshold()).isCloseTo(0.6, within(0.06));
    assertThat(held.chosenOn().value()).isGreaterThanOrEqualTo(0.8);
    assertThat(held.holds()).isTrue();
    assertThat(held.heldOut().covers((1 + held.threshold()) / 2)).isTrue();
  }
}
