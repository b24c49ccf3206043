package fr.recap.coders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PredictionsJsonTest {
  @Test
  void codesAndScoresArePairs() {
    assertThat(PredictionsJson.of(List.of("6201Z", "6202A"), List.of(0.5, 0.25)))
        .isEqualTo("[[\"6201Z\",0.5],[\"6202A\",0.25]]");
  }

  @Test
  void whatJsonCannotHoldIsEscapedOrNull() {
    assertThat(PredictionsJson.of(List.of("a\"b"), List.of(Double.NaN)))
        .isEqualTo("[[\"a\\\"b\",null]]");
    assertThat(PredictionsJson.of(List.of(), List.of())).isEqualTo("[]");
  }
}
