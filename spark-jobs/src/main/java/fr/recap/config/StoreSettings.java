package fr.recap.config;

import java.io.Serializable;
import java.util.Optional;

/**
 * Where models are kept.
 *
 * @param root folder of {@code trainings/} and {@code published/}: s3a://, hdfs:// or local
 * @param endpoint URL of the object store; empty for AWS itself
 * @param cacheBytes what the copies of models on a machine's disk may take together
 */
public record StoreSettings(
    String root,
    Optional<String> endpoint,
    String region,
    boolean pathStyle,
    Optional<Secret> accessKey,
    Optional<Secret> secretKey,
    Optional<Secret> sessionToken,
    long cacheBytes)
    implements Serializable {

  /** A store whose local copies are not limited. */
  public StoreSettings(
      String root,
      Optional<String> endpoint,
      String region,
      boolean pathStyle,
      Optional<Secret> accessKey,
      Optional<Secret> secretKey,
      Optional<Secret> sessionToken) {
    this(root, endpoint, region, pathStyle, accessKey, secretKey, sessionToken, Long.MAX_VALUE);
  }

  private Object writeReplace() {
    return new SerializedRecord(this);
  }

  static StoreSettings read(Section section, Secrets secrets) {
    return new StoreSettings(
        section.text("root"),
        section.optionalText("endpoint"),
        section.text("region"),
        section.flag("path-style"),
        secrets.find("store.access-key"),
        secrets.find("store.secret-key"),
        secrets.find("store.session-token"),
        section.bytes("cache-size"));
  }
}
