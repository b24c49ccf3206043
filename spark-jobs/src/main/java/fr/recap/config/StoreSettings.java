package fr.recap.config;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * Where models are kept.
 *
 * @param root folder of {@code trainings/} and {@code published/}: s3a://, hdfs:// or local
 * @param endpoint URL of the object store; empty for AWS itself
 * @param cacheBytes what the copies of models on a machine's disk may take together
 * @param allowedFingerprints of the published versions that may be loaded; empty for all
 */
public record StoreSettings(
    String root,
    Optional<String> endpoint,
    String region,
    boolean pathStyle,
    Optional<Secret> accessKey,
    Optional<Secret> secretKey,
    Optional<Secret> sessionToken,
    long cacheBytes,
    List<String> allowedFingerprints)
    implements Serializable {

  private static final String FINGERPRINT = "[0-9a-f]{64}";

  /** A store whose local copies and versions are not limited. */
  public StoreSettings(
      String root,
      Optional<String> endpoint,
      String region,
      boolean pathStyle,
      Optional<Secret> accessKey,
      Optional<Secret> secretKey,
      Optional<Secret> sessionToken) {
    this(
        root,
        endpoint,
        region,
        pathStyle,
        accessKey,
        secretKey,
        sessionToken,
        Long.MAX_VALUE,
        List.of());
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
        section.bytes("cache-size"),
        fingerprints(section));
  }

  private static List<String> fingerprints(Section section) {
    String key = "allowed-fingerprints";
    List<String> allowed = section.texts(key);
    for (String fingerprint : allowed) {
      if (!fingerprint.matches(FINGERPRINT)) {
        throw section.wrong(
            key,
            "must hold fingerprints of 64 hexadecimal digits as 'recap preflight' shows them, cannot be: "
                + fingerprint);
      }
    }
    return allowed;
  }
}
