package fr.recap.config;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * How PostgreSQL is reached.
 *
 * @param password empty where the server asks for none
 * @param keyPassword of the client's private key; empty where it has none
 * @param fetchSize rows that a reader asks for at once
 * @param readPartitions partitions of a parallel read; 0 = Spark's default parallelism
 * @param writePartitions partitions of a write; 0 = Spark's default parallelism
 * @param lockTimeout how long a publication waits for a table in use at a time
 * @param lockPatience how long it tries in all
 */
public record PostgresSettings(
    String url,
    String user,
    Optional<Secret> password,
    Optional<Secret> keyPassword,
    int fetchSize,
    int readPartitions,
    int writePartitions,
    Duration connectTimeout,
    Duration lockTimeout,
    Duration lockPatience)
    implements Serializable {
  private static final List<String> WRITABLE = List.of("primary", "master");

  private Object writeReplace() {
    return new SerializedRecord(this);
  }

  static PostgresSettings read(Section section, Secrets secrets) {
    String url = section.text("url");
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new ConfigException("postgres.url must start with jdbc:postgresql:, cannot be: " + url);
    }
    Properties parsed = Driver.parseURL(url, new Properties());
    if (parsed != null
        && PGProperty.PG_HOST.getOrDefault(parsed).contains(",")
        && !WRITABLE.contains(
            PGProperty.TARGET_SERVER_TYPE.getOrDefault(parsed).toLowerCase(Locale.ROOT))) {
      throw new ConfigException(
          "postgres.url names several servers, of which one takes writes: add targetServerType=primary to it, cannot be: "
              + Redaction.of(url));
    }
    return new PostgresSettings(
        url,
        section.text("user"),
        secrets.find("postgres.password"),
        secrets.find("postgres.key-password"),
        section.integer("fetch-size", 1, 1_000_000),
        section.integer("read-partitions", 0, 512),
        section.integer("write-partitions", 0, 512),
        section.duration("connect-timeout"),
        lock(section, "lock-timeout"),
        lock(section, "lock-patience"));
  }

  private static Duration lock(Section section, String key) {
    Duration duration = section.duration(key);
    if (duration.compareTo(Duration.ofMillis(10)) < 0
        || duration.compareTo(Duration.ofDays(7)) > 0) {
      throw new ConfigException(
          "postgres.%s must be between 10 ms and 7 days, cannot be: %s".formatted(key, duration));
    }
    return duration;
  }
}
