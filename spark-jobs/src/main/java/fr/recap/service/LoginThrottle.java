package fr.recap.service;

import fr.recap.config.ServiceSettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Counts wrong passwords: of a login from an address, and of an address whatever the login. After
 * too many in a row it refuses for a while, so that passwords can't be tried one after another and
 * nobody can lock a user out from elsewhere.
 */
final class LoginThrottle {
  /** As many more failures an address has than a login. */
  private static final int OF_ADDRESS = 4;

  private static final int REMEMBERED = 10_000;

  private final int failures;
  private final long pauseNanos;
  private final LongSupplier nanoTime;
  private final Map<String, Failed> failed =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failed> eldest) {
          return size() > REMEMBERED;
        }
      };

  private record Failed(int times, long last) {}

  LoginThrottle(ServiceSettings.LockOut settings, LongSupplier nanoTime) {
    this.failures = settings.failures();
    this.pauseNanos = settings.pause().toNanos();
    this.nanoTime = nanoTime;
  }

  /**
   * Asks whether a password may be tried.
   *
   * @throws HttpErrorException 429 if not
   */
  synchronized void require(String login, String address) {
    long left =
        Math.max(left(ofLogin(login, address), failures), left(address, failures * OF_ADDRESS));
    if (left > 0) {
      throw HttpErrorException.later(
          429,
          "Too many wrong passwords, come again later",
          Math.max(1, Duration.ofNanos(left).toSeconds()));
    }
  }

  synchronized void failed(String login, String address) {
    count(ofLogin(login, address));
    count(address);
  }

  synchronized void succeeded(String login, String address) {
    failed.remove(ofLogin(login, address));
  }

  private void count(String key) {
    Failed before = failed.get(key);
    boolean recent = before != null && nanoTime.getAsLong() - before.last() < pauseNanos;
    failed.put(key, new Failed(recent ? before.times() + 1 : 1, nanoTime.getAsLong()));
  }

  private long left(String key, int allowed) {
    Failed before = failed.get(key);
    return before == null || before.times() < allowed
        ? 0
        : before.last() + pauseNanos - nanoTime.getAsLong();
  }

  private static String ofLogin(String login, String address) {
    return login + '\n' + address;
  }
}
