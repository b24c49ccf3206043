package fr.recap.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OperatingPointsTest {
  private static final Outcomes OUTCOMES =
      Outcomes.of(
          new double[] {0.95, 0.9, 0.9, 0.42, 0.4, 0.1},
          new boolean[] {true, true, false, true, false, false});

  @Test
  void eachScoreIsAThreshold_theHighestFirst() {
    assertThat(OperatingPoints.of(OUTCOMES, 100))
        .isEqualTo(
            new OperatingPoints(
                6,
                3,
                List.of(
                    new OperatingPoints.Point(0.95, 1, 1),
                    new OperatingPoints.Point(0.9, 3, 2),
                    new OperatingPoints.Point(0.42, 4, 3),
                    new OperatingPoints.Point(0.4, 5, 3),
                    new OperatingPoints.Point(0.1, 6, 3))));
    assertThat(OperatingPoints.of(OUTCOMES, 100).points().get(1).precision()).isEqualTo(2.0 / 3);
  }

  @Test
  void fewerPointsAcceptAboutEquallyManyMoreEach_andTheLastOneAll() {
    assertThat(OperatingPoints.of(OUTCOMES, 2).points())
        .extracting(OperatingPoints.Point::accepted)
        .containsExactly(1L, 4L, 6L);
    assertThat(OperatingPoints.of(Outcomes.of(new double[0], new boolean[0]), 2).points())
        .isEmpty();
  }

  @Test
  void binsHaveMeanProbabilityAndShareOfRightOnes() {
    assertThat(CalibrationBin.of(OUTCOMES, 2))
        .containsExactly(
            new CalibrationBin((0.1 + 0.4 + 0.42) / 3, 1.0 / 3, 3),
            new CalibrationBin((0.9 * 2 + 0.95) / 3, 2.0 / 3, 3));
    assertThat(CalibrationBin.of(Outcomes.of(new double[] {1}, new boolean[] {true}), 10))
        .as("1 belongs to the last one")
        .containsExactly(new CalibrationBin(1, 1, 1));
  }
}
