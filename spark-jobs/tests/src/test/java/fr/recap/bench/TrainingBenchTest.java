package fr.recap.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingBenchTest {
  private static final Path OUTPUT = Path.of("curve.json");

  @Test
  void sizesThatDoNotIncrease_areRefused() {
    for (List<Long> wrong : List.of(List.of(2L, 1L), List.of(1L, 1L), List.of(0L, 5L))) {
      assertThatThrownBy(() -> new TrainingBench.Config(wrong, 10, 1_000, 1, OUTPUT))
          .as("%s", wrong)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(wrong.toString());
    }
    assertThatThrownBy(() -> new TrainingBench.Config(List.of(), 10, 1_000, 1, OUTPUT))
        .hasMessageContaining("needs a size");
    assertThat(new TrainingBench.Config(List.of(500L, 900L), 10, 1_000, 1, OUTPUT).sizes())
        .containsExactly(500L, 900L);
  }
}
