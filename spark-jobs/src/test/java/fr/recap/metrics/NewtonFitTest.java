package fr.recap.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NewtonFitTest {
  /** Slope {@code right - matrix * weights} of a quadratic function; its lower half alone. */
  private static NewtonFit.LogLikelihood quadratic(double[][] matrix, double... right) {
    return (weights, gradient, hessian) -> {
      for (int i = 0; i < right.length; i++) {
        gradient[i] += right[i];
        for (int j = 0; j < right.length; j++) {
          gradient[i] -= matrix[i][j] * weights[j];
        }
        for (int j = 0; j <= i; j++) {
          hessian[i][j] += matrix[i][j];
        }
      }
    };
  }

  @Test
  void aQuadraticFunctionTakesOneStepToItsTopBesideTheRidge() {
    // (A + 1) w = b with A + 1 = [[4, 2, 1], [2, 5, 3], [1, 3, 6]]: w = (38, 89, 206) / 67 by
    // Cramer's rule.
    double[] fitted =
        new NewtonFit(1, 0, Double.POSITIVE_INFINITY)
            .fit(
                new double[3],
                quadratic(new double[][] {{3, 2, 1}, {2, 4, 3}, {1, 3, 5}}, 8, 17, 23));
    assertThat(fitted)
        .containsExactly(new double[] {38 / 67.0, 89 / 67.0, 206 / 67.0}, within(1e-12));
  }

  @Test
  void theRidgePullsToTheStart() {
    // 3 * (4 - w) = w - 2 at w = 3.5
    double[] fitted =
        new NewtonFit(9, 1e-9, Double.POSITIVE_INFINITY)
            .fit(new double[] {2}, quadratic(new double[][] {{3}}, 12));
    assertThat(fitted).containsExactly(new double[] {3.5}, within(1e-12));
  }

  @Test
  void longStepsAreShrunkAndStepsEnd() {
    // (3 + 1) w = 12: the top is at 3, two steps of at most 1 lead to 2
    assertThat(new NewtonFit(2, 1e-9, 1).fit(new double[1], quadratic(new double[][] {{3}}, 12)))
        .containsExactly(new double[] {2}, within(1e-12));
  }
}
