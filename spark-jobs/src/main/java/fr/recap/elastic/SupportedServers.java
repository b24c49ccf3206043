package fr.recap.elastic;

import fr.recap.config.ConfigException;
import java.util.Optional;
import org.elasticsearch.hadoop.EsHadoopException;
import org.elasticsearch.hadoop.util.EsMajorVersion;
import org.elasticsearch.hadoop.util.Version;

/** Versions of the server that indices can be written to and read from. */
public final class SupportedServers {
  private static final int OLDEST_MAJOR = 7;
  private static final int OLDEST_MINOR = 10;

  private SupportedServers() {}

  /**
   * What is wrong with a version.
   *
   * @param version as the server tells it, such as {@code 8.17.0}
   * @return in words for a user; empty if it can be used
   */
  public static Optional<String> fault(String version) {
    String[] parts = version.split("\\.", -1);
    int major = Integer.parseInt(parts[0]);
    int minor = Integer.parseInt(parts[1]);
    if (major < OLDEST_MAJOR || (major == OLDEST_MAJOR && minor < OLDEST_MINOR)) {
      return Optional.of(
          "upgrade the server: %d.%d or later is needed, and OpenSearch is to answer as 7.10.2 (its setting compatibility.override_main_response_version = true)"
              .formatted(OLDEST_MAJOR, OLDEST_MINOR));
    }
    try {
      EsMajorVersion.parse(version);
      return Optional.empty();
    } catch (EsHadoopException tooNew) {
      return Optional.of(
          "the connector elasticsearch-spark %s that writes the indices refuses this server: use one of %s"
              .formatted(Version.versionNumber(), EsMajorVersion.LATEST));
    }
  }

  /**
   * Refuses a server before any work is done.
   *
   * @throws ConfigException if it can't be used
   */
  public static void check(ElasticClient client) {
    String version = client.serverVersion();
    fault(version)
        .ifPresent(
            fault -> {
              throw new ConfigException(
                  "Elasticsearch at elasticsearch.nodes has version %s: %s"
                      .formatted(version, fault));
            });
  }
}
