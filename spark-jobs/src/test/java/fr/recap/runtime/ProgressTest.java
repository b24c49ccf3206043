package fr.recap.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgressTest {
  @Test
  void lineTellsStageDoneRateAndTimeLeft() {
    // 10 of 40 tasks in 5 s: 2 a second, 30 left, 15 s.
    assertThat(Progress.line("NAF: projecting rp_2026", 10, 40, 5_000))
        .isEqualTo("NAF: projecting rp_2026: 10 of 40 tasks, 2.00/s, 15 s left");
    assertThat(Progress.line("NAF", 1, 100, 2_000)).endsWith("0.50/s, 3 min 18 s left");
    assertThat(Progress.line("NAF", 40, 40, 61_000)).isEqualTo("NAF: 40 tasks in 1 min 01 s");
  }
}
