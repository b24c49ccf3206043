package fr.recap.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TermWeightsTest {
  @Test
  void weightsAreThoseOfScikitLearn() {
    // TfidfTransformer(smooth_idf=True): ln((1 + 9) / (1 + 4)) + 1 = ln 2 + 1
    assertThat(TermWeights.inverseDocumentFrequency(9, 4)).isCloseTo(1.69314718056, within(1e-11));
    assertThat(TermWeights.inverseDocumentFrequency(7, 7)).isEqualTo(1);
    // sublinear_tf=True: 1 + ln 3
    assertThat(TermWeights.termFrequency(3)).isCloseTo(2.09861228867, within(1e-11));
    assertThat(TermWeights.termFrequency(1)).isEqualTo(1);
  }
}
