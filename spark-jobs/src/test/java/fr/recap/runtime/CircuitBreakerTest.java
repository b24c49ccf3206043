package fr.recap.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
  private final AtomicLong now = new AtomicLong();
  private final CircuitBreaker breaker = new CircuitBreaker(2, Duration.ofNanos(100), now::get);

  @Test
  void opensAfterFailuresInARow_andNotAfterScatteredOnes() {
    breaker.failed();
    breaker.succeeded();
    breaker.failed();
    assertThat(breaker.allows()).isTrue();
    breaker.failed();
    assertThat(breaker.allows()).isFalse();
  }

  @Test
  void afterThePause_oneQuestionTriesWhetherTheServiceIsBack() {
    breaker.failed();
    breaker.failed();
    now.set(100);
    assertThat(breaker.allows()).isTrue();
    assertThat(breaker.allows()).as("a second question while the first tries").isFalse();
    breaker.succeeded();
    assertThat(breaker.allows()).isTrue();
  }

  @Test
  void aFailedTrial_startsThePauseAnew() {
    breaker.failed();
    breaker.failed();
    now.set(100);
    assertThat(breaker.allows()).isTrue();
    breaker.failed();
    now.set(199);
    assertThat(breaker.allows()).isFalse();
    now.set(200);
    assertThat(breaker.allows()).isTrue();
  }
}
