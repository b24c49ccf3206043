package fr.recap.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The prediction service.
 *
 * @param host address that it listens on
 * @param port TCP port; 0 for any that is free
 * @param behindProxy whether it may listen beyond this machine without TLS
 * @param keystore PKCS#12 file with certificate and key; empty for no TLS
 * @param usersFile file with a login and hash a line; empty where the secret has them
 * @param admins logins that may reload models
 * @param tokenLifetime of a token
 * @param lockOut when logins are refused
 * @param limits of requests
 * @param threads that work at a time
 * @param queue requests of each kind that may wait
 * @param timeLimit of one request, its wait included
 * @param searchTimeout of one request to Elasticsearch
 * @param addressTimeout of one question to an address service
 * @param watch between two looks for new versions; zero for none
 * @param stopTime for which requests under way may end
 */
public record ServiceSettings(
    String host,
    int port,
    boolean behindProxy,
    Optional<String> keystore,
    Optional<String> usersFile,
    List<String> admins,
    Duration tokenLifetime,
    LockOut lockOut,
    Limits limits,
    Threads threads,
    int queue,
    Duration timeLimit,
    Duration searchTimeout,
    Duration addressTimeout,
    Duration watch,
    Duration stopTime) {

  /**
   * When logins are refused.
   *
   * @param failures wrong passwords in a row
   * @param pause for which the login is refused then
   */
  public record LockOut(int failures, Duration pause) {}

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
    Section limits = section.at("limits");
    Section threads = section.at("threads");
    return new ServiceSettings(
        section.text("host"),
        section.integer("port", 0, 65_535),
        section.flag("behind-proxy"),
        section.optionalText("keystore"),
        section.optionalText("users-file"),
        section.texts("admins"),
        positive(section, "token-lifetime"),
        new LockOut(lockOut.integer("failures", 1, 1000), positive(lockOut, "pause")),
        new Limits(limits.integer("documents", 1, 10_000), Math.toIntExact(bytes(limits, "body"))),
        new Threads(threads.integer("coding", 0, 1024), threads.integer("search", 1, 1024)),
        section.integer("queue", 1, 100_000),
        positive(section, "time-limit"),
        positive(section, "search-timeout"),
        positive(section, "address-timeout"),
        section.duration("watch"),
        positive(section, "stop-time"));
  }

  private static Duration positive(Section section, String key) {
    Duration duration = section.duration(key);
    if (duration.isZero() || duration.isNegative()) {
      throw section.wrong(key, "must be longer than 0s, cannot be: " + duration);
    }
    return duration;
  }

  private static long bytes(Section section, String key) {
    long bytes = section.bytes(key);
    if (bytes < 1024 || bytes > 1 << 28) {
      throw section.wrong(key, "must be between 1k and 256m, cannot be: " + bytes);
    }
    return bytes;
  }
}
