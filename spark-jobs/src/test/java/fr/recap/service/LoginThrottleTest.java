package fr.recap.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.recap.config.ServiceSettings;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
  private static final String HERE = "10.0.0.1";
  private static final String THERE = "10.0.0.2";

  private final AtomicLong time = new AtomicLong();
  private final LoginThrottle throttle =
      new LoginThrottle(new ServiceSettings.LockOut(3, Duration.ofMinutes(5)), time::get);

  @Test
  void afterThreeWrongPasswords_theLoginIsRefusedFromThere_untilThePauseIsOver() {
    fail("anna", 2);
    assertThatCode(() -> throttle.require("anna", HERE)).doesNotThrowAnyException();
    fail("anna", 1);
    HttpErrorException refused =
        catchThrowableOfType(HttpErrorException.class, () -> throttle.require("anna", HERE));
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.headers()).containsEntry("Retry-After", "300");
    assertThatCode(() -> throttle.require("anna", THERE)).doesNotThrowAnyException();
    assertThatCode(() -> throttle.require("bert", HERE)).doesNotThrowAnyException();

    time.addAndGet(Duration.ofMinutes(5).toNanos());
    assertThatCode(() -> throttle.require("anna", HERE)).doesNotThrowAnyException();
  }

  @Test
  void rightPasswordForgetsTheWrongOnes() {
    fail("anna", 2);
    throttle.succeeded("anna", HERE);
    fail("anna", 2);
    assertThatCode(() -> throttle.require("anna", HERE)).doesNotThrowAnyException();
  }

  @Test
  void addressThatTriesManyLoginsIsRefused() {
    for (int i = 0; i < 12; i++) {
      fail("user" + i, 1);
    }
    assertThat(
            catchThrowableOfType(HttpErrorException.class, () -> throttle.require("new", HERE))
                .status())
        .isEqualTo(429);
    assertThatCode(() -> throttle.require("new", THERE)).doesNotThrowAnyException();
  }

  private void fail(String login, int times) {
    for (int i = 0; i < times; i++) {
      throttle.failed(login, HERE);
    }
  }
}
