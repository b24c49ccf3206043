package fr.recap.noncodable;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SampleTest {
  @Test
  void formsThatAreCoded_decideNothing_whateverIsTakenOfTheSample() {
    Sample sample =
        new Sample(
            new double[][] {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}},
            new boolean[] {true, false, true},
            new boolean[] {false, true, true});
    double[] scores = {0.9, 0.8, 0.7};

    assertThat(sample.deciding(scores)).containsExactly(0.9, 0, 0);
    assertThat(sample.columns(0, 2).deciding(scores)).containsExactly(0.9, 0, 0);
    assertThat(sample.without(0, 1).deciding(scores)).containsExactly(0.9, 0, 0);
    assertThat(sample.of(List.of(2, 0)).deciding(new double[] {0.7, 0.9})).containsExactly(0, 0.9);
    assertThat(scores).containsExactly(0.9, 0.8, 0.7);
  }
}
