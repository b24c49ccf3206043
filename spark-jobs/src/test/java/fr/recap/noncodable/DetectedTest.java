package fr.recap.noncodable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.recap.metrics.Confusion;
import fr.recap.metrics.LogisticCalibration;
import org.junit.jupiter.api.Test;

class DetectedTest {
  @Test
  void formsThatAreCoded_decideNothing_butCountAmongAll() {
    Detected detected = new Detected();
    detected.add(2, true, false);
    detected.add(1, false, true);
    detected.merge(new Detected());
    Detected other = new Detected();
    other.add(3, true, true);
    detected.merge(other);
    LogisticCalibration calibration = LogisticCalibration.of(new double[] {0, 1});

    // All are probable, one is not coded.
    assertThat(Confusion.at(detected.probabilities(calibration), 0.5))
        .isEqualTo(new Confusion(2, 1, 0, 0));
    assertThat(Confusion.at(detected.deciding(calibration), 0.5))
        .isEqualTo(new Confusion(1, 0, 1, 1));
    assertThat(detected.deciding(calibration).size()).isEqualTo(3);
    assertThat(calibration.probability(2)).isCloseTo(1 / (1 + Math.exp(-2)), within(1e-12));
  }
}
