package fr.recap.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LabelErrorsTest {
  /** 1,000 predictions in order of sureness; every so many is not what its label says. */
  private static boolean[] wrongEach(int step) {
    boolean[] correct = new boolean[1000];
    for (int i = 0; i < correct.length; i++) {
      correct[i] = i % step != 0;
    }
    return correct;
  }

  private static double[] scores() {
    double[] scores = new double[1000];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = 1 - i / 1000.0;
    }
    return scores;
  }

  @Test
  void surestFifth_tellsTheLabelsOwnErrors_lessOneStandardError() {
    // 5 of 200: Wilson with z = 1 is (0.025 + 0.0025 - sqrt(0.025 * 0.975 / 200 + 0.25 / 40000)) /
    // 1.005.
    assertThat(LabelErrors.atLeast(Outcomes.of(scores(), wrongEach(40))))
        .isCloseTo(0.016100, within(1e-5));
    assertThat(LabelErrors.precisionByLabels(0.9, Outcomes.of(scores(), wrongEach(40))))
        .isCloseTo(0.9 * (1 - 0.016100), within(1e-5));
  }

  @Test
  void coderThatErrsWhereItIsSurest_tellsNothingOfTheLabels() {
    assertThat(LabelErrors.atLeast(Outcomes.of(scores(), wrongEach(10)))).isZero();
    assertThat(LabelErrors.precisionByLabels(0.9, Outcomes.of(scores(), wrongEach(10))))
        .isEqualTo(0.9);
  }

  @Test
  void surestThatAreAllRight_orTooFewForms_leaveTheTarget() {
    boolean[] right = new boolean[1000];
    Arrays.fill(right, true);
    assertThat(LabelErrors.atLeast(Outcomes.of(scores(), right))).isZero();
    assertThat(LabelErrors.atLeast(Outcomes.of(new double[] {1, 0}, new boolean[2]))).isZero();
  }
}
