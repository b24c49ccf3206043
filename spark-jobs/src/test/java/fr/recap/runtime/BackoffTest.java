package fr.recap.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));

  @ParameterizedTest
  @CsvSource({"1,250,500", "2,500,1000", "4,2000,4000", "7,15000,30000", "1000,15000,30000"})
  void pausesDoubleUpToTheLongestAndVaryByHalf(int attempt, long least, long most) {
    for (int i = 0; i < 200; i++) {
      assertThat(BACKOFF.before(attempt).toMillis()).isBetween(least, most);
    }
  }

  @Test
  void whoAsksForALongerPauseGetsIt() throws InterruptedException {
    long start = System.nanoTime();
    new Backoff(Duration.ofMillis(1), Duration.ofMillis(1)).pause(1, Duration.ofMillis(40));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(39));
  }

  @Test
  void noPauseAtAllIsRefused() {
    assertThatThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
