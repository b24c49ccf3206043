package fr.recap.udfs.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CosineTest {

  @Test
  void ofVectorsInBothPrecisions() {
    // (1*4 + 2*0) / (sqrt(5) * 4) = 1 / sqrt(5)
    assertThat(Cosine.of(new double[] {1, 2}, new double[] {4, 0}))
        .isCloseTo(0.4472135955, within(1e-10));
    assertThat(Cosine.of(new float[] {1, 2}, new float[] {4, 0}))
        .isCloseTo(0.4472135955, within(1e-10));
    assertThat(Cosine.of(new double[] {1, -1}, new double[] {-3, 3})).isCloseTo(-1, within(1e-12));
  }

  @Test
  void neverLeavesItsRange() {
    double[] vector = {0.1, 0.2, 0.3, 0.7};
    assertThat(Cosine.of(vector, vector)).isLessThanOrEqualTo(1).isCloseTo(1, within(1e-12));
  }

  @Test
  void zeroForVectorsWithoutDirection() {
    assertThat(Cosine.of(new double[2], new double[] {1, 2})).isZero();
    assertThat(Cosine.of(new float[2], new float[2])).isZero();
    assertThat(Cosine.of(new double[0], new double[0])).isZero();
    assertThat(Cosine.of(null, new double[] {1})).isZero();
    assertThat(Cosine.of(new float[] {1}, null)).isZero();
  }

  @Test
  void refusesTwoDimensionsWithBothSizes() {
    assertThatThrownBy(() -> Cosine.of(new double[3], new double[128]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 and 128");
    assertThatThrownBy(() -> Cosine.of(new float[3], new float[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 and 2");
  }
}
