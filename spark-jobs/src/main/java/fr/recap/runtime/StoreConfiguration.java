package fr.recap.models;

import fr.recap.config.StoreSettings;
import org.apache.hadoop.conf.Configuration;

/** Hadoop settings of the store, for one file system only: the session's are left alone. */
final class StoreConfiguration {
  private static final String SIMPLE = "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider";
  private static final String TEMPORARY =
      "org.apache.hadoop.fs.s3a.TemporaryAWSCredentialsProvider";

  private StoreConfiguration() {}

  static Configuration of(StoreSettings settings) {
    Configuration hadoop = new Configuration();
    settings
        .endpoint()
        .ifPresent(
            endpoint -> {
              hadoop.set("fs.s3a.endpoint", endpoint);
              hadoop.setBoolean("fs.s3a.connection.ssl.enabled", endpoint.startsWith("https://"));
            });
    hadoop.set("fs.s3a.endpoint.region", settings.region());
    hadoop.setBoolean("fs.s3a.path.style.access", settings.pathStyle());
    // Versions are written once and checked by SHA-256, so that the change detection adds nothing,
    // and S3 servers other than AWS's fail on it.
    hadoop.set("fs.s3a.change.detection.mode", "none");
    // A store that can't be reached is told in seconds, not after twenty tries.
    hadoop.setInt("fs.s3a.attempts.maximum", 3);
    hadoop.setInt("fs.s3a.retry.limit", 3);
    hadoop.setInt("fs.s3a.connection.establish.timeout", 5000);
    settings.accessKey().ifPresent(key -> hadoop.set("fs.s3a.access.key", key.reveal()));
    settings.secretKey().ifPresent(key -> hadoop.set("fs.s3a.secret.key", key.reveal()));
    settings.sessionToken().ifPresent(token -> hadoop.set("fs.s3a.session.token", token.reveal()));
    if (settings.accessKey().isPresent()) {
      hadoop.set(
          "fs.s3a.aws.credentials.provider",
          settings.sessionToken().isPresent() ? TEMPORARY : SIMPLE);
    }
    return hadoop;
  }
}
