package fr.recap.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StageTableTest {
  @Test
  void stagesAreRowsInTheirOrder_andWhatOneLacksIsBlank() {
    Map<String, Map<String, Double>> figures = new LinkedHashMap<>();
    figures.put("write", Map.of("zeros", 0.0, "a-second", 12_345.6, "seconds", 8.25));
    figures.put("code it", Map.of("seconds", 123.4));

    assertThat(StageTable.of(figures).lines())
        .containsExactly(
            "         seconds  a-second  zeros",
            "write        8.3    12,346    0.0",
            "code it      123");
  }
}
