package fr.recap.config;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The prediction service.
 *
 * @param host address that it listens on
 * @param port TCP port; 0 for any that is free
 * @param behindProxy whether all clients come through a proxy, which has TLS: it may then listen
 *     beyond this machine without
 * @param trustedProxies addresses or networks whose header X-Forwarded-For is believed
 * @param keystore PKCS#12 file with certificate and key; empty for no TLS
 * @param usersFile file with a login and hash a line; empty where the secret has them
 * @param admins logins that may reload models
 * @param tokenLifetime of a token
 * @param lockOut when logins are refused
 * @param connections that may be open
 * @param limits of requests
 * @param threads that work at a time
 * @param queue requests of each kind that may wait
 * @param timeLimit of one request, its wait included
 * @param searchTimeout of one request to Elasticsearch
 * @param addressTimeout of one question to an address service
 * @param knownForms whether what is missing from forms that the campaign's tables know is taken
 *     from there
 * @param watch between two looks for new versions; zero for none
 * @param drainTime for which it answers on while {@code /ready} says that it stops
 * @param stopTime for which requests under way may end
 */
public record ServiceSettings(
    String host,
    int port,
    boolean behindProxy,
    List<String> trustedProxies,
    Optional<String> keystore,
    Optional<String> usersFile,
    List<String> admins,
    Duration tokenLifetime,
    LockOut lockOut,
    Connections connections,
    Limits limits,
    Threads threads,
    int queue,
    Duration timeLimit,
    Duration searchTimeout,
    Duration addressTimeout,
    boolean knownForms,
    Duration watch,
    Duration drainTime,
    Duration stopTime) {
  private static final Duration MILLIS_100 = Duration.ofMillis(100);

  /**
   * When logins are refused.
   *
   * @param failures wrong passwords in a row
   * @param pause for which the login is refused then
   */
  public record LockOut(int failures, Duration pause) {}

  /**
   * Limits of connections.
   *
   * @param total open at a time; further ones wait
   * @param ofAddress open at a time from one address, or one IPv6 network; further ones are closed
   * @param headerTime within which the first request's header must be there
   */
  public record Connections(int total, int ofAddress, Duration headerTime) {}

  /**
   * Limits of requests.
   *
   * @param documents forms of one request
   * @param bytes of one body
   */
  public record Limits(int documents, int bytes) {}

  /**
   * Requests that are worked on at a time.
   *
   * @param coding those that only compute; 0 for as many as there are cores
   * @param search those that search
   */
  public record Threads(int coding, int search) {}

  static ServiceSettings read(Section section) {
    Section lockOut = section.at("lock-out");
    Section connections = section.at("connections");
    Section limits = section.at("limits");
    Section threads = section.at("threads");
    Duration timeLimit = between(section, "time-limit", MILLIS_100, Duration.ofMinutes(10));
    return new ServiceSettings(
        host(section),
        section.integer("port", 0, 65_535),
        section.flag("behind-proxy"),
        section.texts("trusted-proxies"),
        section.optionalText("keystore"),
        section.optionalText("users-file"),
        section.texts("admins"),
        between(section, "token-lifetime", Duration.ofSeconds(1), Duration.ofDays(30)),
        new LockOut(
            lockOut.integer("failures", 1, 1000),
            between(lockOut, "pause", Duration.ofSeconds(1), Duration.ofDays(1))),
        connections(connections),
        new Limits(limits.integer("documents", 1, 10_000), Math.toIntExact(bytes(limits, "body"))),
        new Threads(threads.integer("coding", 0, 1024), threads.integer("search", 1, 1024)),
        section.integer("queue", 1, 100_000),
        timeLimit,
        withinTimeLimit(section, "search-timeout", timeLimit),
        withinTimeLimit(section, "address-timeout", timeLimit),
        section.flag("known-forms"),
        watch(section),
        between(section, "drain-time", Duration.ZERO, Duration.ofMinutes(10)),
        between(section, "stop-time", MILLIS_100, Duration.ofMinutes(10)));
  }

  private static String host(Section section) {
    String host = section.text("host");
    if (host.isBlank()) {
      throw section.wrong("host", "must be an address or name of this machine, cannot be empty");
    }
    return host;
  }

  private static Connections connections(Section section) {
    int total = section.integer("total", 1, 100_000);
    int ofAddress = section.integer("of-address", 1, 100_000);
    if (ofAddress > total) {
      throw section.wrong(
          "of-address",
          "must be at most service.connections.total, which is %d, cannot be: %d"
              .formatted(total, ofAddress));
    }
    return new Connections(
        total, ofAddress, between(section, "header-time", MILLIS_100, Duration.ofMinutes(5)));
  }

  private static Duration watch(Section section) {
    return section.duration("watch").isZero()
        ? Duration.ZERO
        : between(section, "watch", MILLIS_100, Duration.ofDays(1), "0s or ");
  }

  /** What is waited for within a request must end before the request does. */
  private static Duration withinTimeLimit(Section section, String key, Duration timeLimit) {
    Duration duration = between(section, key, Duration.ofMillis(10), Duration.ofMinutes(10));
    if (duration.compareTo(timeLimit) > 0) {
      throw section.wrong(
          key,
          "must be at most service.time-limit, which is %s, cannot be: %s"
              .formatted(text(timeLimit), text(duration)));
    }
    return duration;
  }

  private static Duration between(Section section, String key, Duration least, Duration most) {
    return between(section, key, least, most, "");
  }

  private static Duration between(
      Section section, String key, Duration least, Duration most, String or) {
    Duration duration = section.duration(key);
    if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
      throw section.wrong(
          key,
          "must be %sbetween %s and %s, cannot be: %s"
              .formatted(or, text(least), text(most), text(duration)));
    }
    return duration;
  }

  /** As settings have it: a number and the largest unit that leaves no rest. */
  private static String text(Duration duration) {
    if (duration.isZero()) {
      return "0s";
    }
    for (ChronoUnit unit :
        List.of(ChronoUnit.DAYS, ChronoUnit.HOURS, ChronoUnit.MINUTES, ChronoUnit.SECONDS)) {
      long each = unit.getDuration().toMillis();
      if (duration.toMillis() % each == 0) {
        return duration.toMillis() / each + unit.name().substring(0, 1).toLowerCase(Locale.ROOT);
      }
    }
    return duration.toMillis() + "ms";
  }

  private static long bytes(Section section, String key) {
    long bytes = section.bytes(key);
    if (bytes < 1024 || bytes > 1 << 28) {
      throw section.wrong(key, "must be between 1k and 256m, cannot be: " + bytes);
    }
    return bytes;
  }
}
