package fr.recap.config;

import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;

/**
 * How PostgreSQL is reached.
 *
 * @param password empty where the server asks for none
 * @param fetchSize rows that a reader asks for at once
 * @param readPartitions partitions of a parallel read; 0 = Spark's default parallelism
 * @param writePartitions partitions of a write; 0 = Spark's default parallelism
 */
public record PostgresSettings(
    String url,
    String user,
    Optional<Secret> password,
    int fetchSize,
    int readPartitions,
    int writePartitions,
    Duration connectTimeout)
    implements Serializable {

  private Object writeReplace() {
    return new SerializedRecord(this);
  }

  static PostgresSettings read(Section section, Secrets secrets) {
    String url = section.text("url");
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new ConfigException("postgres.url must start with jdbc:postgresql:, cannot be: " + url);
    }
    return new PostgresSettings(
        url,
        section.text("user"),
        secrets.find("postgres.password"),
        section.integer("fetch-size", 1, 1_000_000),
        section.integer("read-partitions", 0, 512),
        section.integer("write-partitions", 0, 512),
        section.duration("connect-timeout"));
  }
}
