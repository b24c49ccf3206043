package fr.recap.service;

import fr.recap.config.ServiceSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Counts wrong passwords in a row, by client and login. After too many of a login it refuses that
 * login from there for a while, so that passwords can't be tried one after another and nobody can
 * lock a user out from elsewhere. After too many of all logins of a client that have not had a
 * right one since, it refuses the client: who has an account can't try those of others in between.
 */
final class LoginThrottle {
  /** As many more failures a client may have than a login. */
  private static final int OF_CLIENT = 4;

  /** Clients that are remembered; those longest without a failure are forgotten first. */
  private static final int REMEMBERED = 10_000;

  private final int failures;
  private final long pauseNanos;
  private final boolean clientsToldApart;
  private final LongSupplier nanoTime;
  private final Map<String, Map<String, Failed>> failed =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Map<String, Failed>> eldest) {
          return size() > REMEMBERED;
        }
      };

  private record Failed(int times, long last) {}

  /**
   * @param clientsToldApart whether clients have addresses of their own; else one of them could
   *     have all refused, so that only logins are
   */
  LoginThrottle(ServiceSettings.LockOut settings, boolean clientsToldApart, LongSupplier nanoTime) {
    this.failures = settings.failures();
    this.pauseNanos = settings.pause().toNanos();
    this.clientsToldApart = clientsToldApart;
    this.nanoTime = nanoTime;
  }

  /**
   * Asks whether a password may be tried.
   *
   * @param address of the client
   * @throws HttpErrorException 429 if not
   */
  synchronized void require(String login, String address) {
    Map<String, Failed> logins = failed.get(ClientAddress.network(address));
    if (logins == null) {
      return;
    }
    long now = nanoTime.getAsLong();
    logins.values().removeIf(each -> now - each.last() >= pauseNanos);
    long left = 0;
    Failed ofLogin = logins.get(login);
    if (ofLogin != null && ofLogin.times() >= failures) {
      left = ofLogin.last() + pauseNanos - now;
    }
    int all = logins.values().stream().mapToInt(Failed::times).sum();
    if (clientsToldApart && all >= failures * OF_CLIENT) {
      long last = logins.values().stream().mapToLong(each -> each.last() - now).max().orElse(0);
      left = Math.max(left, last + pauseNanos);
    }
    if (left > 0) {
      throw HttpErrorException.later(
          429,
          "Too many wrong passwords, come again later",
          Math.max(1, Duration.ofNanos(left).toSeconds()));
    }
  }

  synchronized void failed(String login, String address) {
    long now = nanoTime.getAsLong();
    failed
        .computeIfAbsent(ClientAddress.network(address), absent -> new HashMap<>())
        .merge(
            login,
            new Failed(1, now),
            (before, first) ->
                now - before.last() < pauseNanos ? new Failed(before.times() + 1, now) : first);
  }

  synchronized void succeeded(String login, String address) {
    Map<String, Failed> logins = failed.get(ClientAddress.network(address));
    if (logins != null) {
      logins.remove(login);
    }
  }
}
