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
      new LoginThrottle(new ServiceSettings.LockOut(3, Duration.ofMinutes(5)), true, time::get);

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

  @Test
  void thoseWhoMistypeAndThenGetIn_neverAddUpToARefusalOfTheirAddress() {
    for (int clerk = 0; clerk < 100; clerk++) {
      fail("clerk" + clerk, 2);
      throttle.succeeded("clerk" + clerk, HERE);
    }
    assertThatCode(() -> throttle.require("new", HERE)).doesNotThrowAnyException();
  }

  @Test
  void accountOfOnesOwnDoesNotForgetWhatWasTriedOfOthers() {
    for (int i = 0; i < 12; i++) {
      fail("user" + i, 1);
      throttle.succeeded("mallory", HERE);
    }
    assertThat(refused("new", HERE)).isTrue();
  }

  @Test
  void addressesOfOneIpv6NetworkAreOneClient() {
    fail("anna", "2001:db8:0:1::1", 1);
    fail("anna", "2001:db8:0:1:ffff:ffff:ffff:ffff", 1);
    fail("anna", "2001:db8:0:1:8000::%eth0", 1);
    assertThat(refused("anna", "2001:db8:0:1:1:2:3:4")).isTrue();
    assertThat(refused("anna", "2001:db8:0:2::1")).isFalse();
    // Written as IPv6, but an address of IPv4.
    fail("bert", "::ffff:10.0.0.1", 3);
    assertThat(refused("bert", HERE)).isTrue();
    assertThat(refused("bert", "::ffff:10.0.0.2")).isFalse();
  }

  @Test
  void whereAllHaveTheAddressOfAProxy_oneClientCannotHaveAllRefused() {
    LoginThrottle behindProxy =
        new LoginThrottle(new ServiceSettings.LockOut(3, Duration.ofMinutes(5)), false, time::get);
    for (int i = 0; i < 100; i++) {
      behindProxy.failed("user" + i, HERE);
    }
    assertThatCode(() -> behindProxy.require("anna", HERE)).doesNotThrowAnyException();
  }

  private boolean refused(String login, String address) {
    return catchThrowableOfType(HttpErrorException.class, () -> throttle.require(login, address))
        != null;
  }

  private void fail(String login, String address, int times) {
    for (int i = 0; i < times; i++) {
      throttle.failed(login, address);
    }
  }

  private void fail(String login, int times) {
    for (int i = 0; i < times; i++) {
      throttle.failed(login, HERE);
    }
  }
}
