package fr.recap.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.recap.config.ServiceSettings;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LoginGuardTest {
  private static final String HERE = "10.0.0.1";
  private static final String THERE = "10.0.0.2";

  private final AtomicLong time = new AtomicLong();
  private final LoginGuard guard =
      new LoginGuard(new ServiceSettings.LockOut(3, Duration.ofMinutes(5)), time::get);

  @Test
  void afterThreeWrongPasswords_theLoginIsRefusedFromThere_untilThePauseIsOver() {
    fail("anna", 2);
    assertThatCode(() -> guard.require("anna", HERE)).doesNotThrowAnyException();
    fail("anna", 1);
    Refusal refused = catchThrowableOfType(Refusal.class, () -> guard.require("anna", HERE));
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.headers()).containsEntry("Retry-After", "300");
    assertThatCode(() -> guard.require("anna", THERE)).doesNotThrowAnyException();
    assertThatCode(() -> guard.require("bert", HERE)).doesNotThrowAnyException();

    time.addAndGet(Duration.ofMinutes(5).toNanos());
    assertThatCode(() -> guard.require("anna", HERE)).doesNotThrowAnyException();
  }

  @Test
  void rightPasswordForgetsTheWrongOnes() {
    fail("anna", 2);
    guard.succeeded("anna", HERE);
    fail("anna", 2);
    assertThatCode(() -> guard.require("anna", HERE)).doesNotThrowAnyException();
  }

  @Test
  void addressThatTriesManyLoginsIsRefused() {
    for (int i = 0; i < 12; i++) {
      fail("user" + i, 1);
    }
    assertThat(catchThrowableOfType(Refusal.class, () -> guard.require("new", HERE)).status())
        .isEqualTo(429);
    assertThatCode(() -> guard.require("new", THERE)).doesNotThrowAnyException();
  }

  private void fail(String login, int times) {
    for (int i = 0; i < times; i++) {
      guard.failed(login, HERE);
    }
  }
}
