package fr.recap.runtime;

import fr.recap.config.StoreSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/** Hadoop settings of the store, for one file system only: the session's are left alone. */
public final class StoreConfiguration {
  private static final String SIMPLE = "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider";
  private static final String TEMPORARY =
      "org.apache.hadoop.fs.s3a.TemporaryAWSCredentialsProvider";

  private StoreConfiguration() {}

  /** Those of Hadoop with the store's. */
  public static Configuration of(StoreSettings settings) {
    Configuration hadoop = new Configuration();
    entries(settings).forEach(hadoop::set);
    return hadoop;
  }

  /** The store's alone, by their names; keys are among them. */
  public static Map<String, String> entries(StoreSettings settings) {
    Map<String, String> entries = new LinkedHashMap<>();
    settings
        .endpoint()
        .ifPresent(
            endpoint -> {
              entries.put("fs.s3a.endpoint", endpoint);
              entries.put(
                  "fs.s3a.connection.ssl.enabled",
                  Boolean.toString(endpoint.startsWith("https://")));
            });
    entries.put("fs.s3a.endpoint.region", settings.region());
    entries.put("fs.s3a.path.style.access", Boolean.toString(settings.pathStyle()));
    // Versions are written once and checked by SHA-256, so that the change detection adds nothing,
    // and S3 servers other than AWS's fail on it.
    entries.put("fs.s3a.change.detection.mode", "none");
    // A store that can't be reached is told in seconds, not after twenty tries.
    entries.put("fs.s3a.attempts.maximum", "3");
    entries.put("fs.s3a.retry.limit", "3");
    entries.put("fs.s3a.connection.establish.timeout", "5000");
    settings.accessKey().ifPresent(key -> entries.put("fs.s3a.access.key", key.reveal()));
    settings.secretKey().ifPresent(key -> entries.put("fs.s3a.secret.key", key.reveal()));
    settings.sessionToken().ifPresent(token -> entries.put("fs.s3a.session.token", token.reveal()));
    if (settings.accessKey().isPresent()) {
      entries.put(
          "fs.s3a.aws.credentials.provider",
          settings.sessionToken().isPresent() ? TEMPORARY : SIMPLE);
    }
    return entries;
  }
}
