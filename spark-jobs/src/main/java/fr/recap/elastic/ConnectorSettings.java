package fr.recap.elastic;

import static org.elasticsearch.hadoop.cfg.ConfigurationOptions.ES_BATCH_SIZE_BYTES;
import static org.elasticsearch.hadoop.cfg.ConfigurationOptions.ES_BATCH_SIZE_ENTRIES;
import static org.elasticsearch.hadoop.cfg.ConfigurationOptions.ES_BATCH_WRITE_REFRESH;
import static org.elasticsearch.hadoop.cfg.ConfigurationOptions.ES_BATCH_WRITE_RETRY_COUNT;
import static org.elasticsearch.hadoop.cfg.ConfigurationOptions.ES_BATCH_WRITE_RETRY_WAIT;
import static org.elasticsearch.hadoop.cfg.ConfigurationOptions.ES_HTTP_TIMEOUT;
import static org.elasticsearch.hadoop.cfg.ConfigurationOptions.ES_INDEX_AUTO_CREATE;
import static org.elasticsearch.hadoop.cfg.ConfigurationOptions.ES_INGEST_PIPELINE;
import static org.elasticsearch.hadoop.cfg.ConfigurationOptions.ES_INPUT_JSON;
import static org.elasticsearch.hadoop.cfg.ConfigurationOptions.ES_MAX_DOCS_PER_PARTITION;
import static org.elasticsearch.hadoop.cfg.ConfigurationOptions.ES_NET_HTTP_HEADER_PREFIX;
import static org.elasticsearch.hadoop.cfg.ConfigurationOptions.ES_NET_SSL_KEYSTORE_TYPE;
import static org.elasticsearch.hadoop.cfg.ConfigurationOptions.ES_NET_SSL_PROTOCOL;
import static org.elasticsearch.hadoop.cfg.ConfigurationOptions.ES_NET_SSL_TRUST_STORE_PASS;
import static org.elasticsearch.hadoop.cfg.ConfigurationOptions.ES_NET_USE_SSL;
import static org.elasticsearch.hadoop.cfg.ConfigurationOptions.ES_NODES;
import static org.elasticsearch.hadoop.cfg.ConfigurationOptions.ES_NODES_PATH_PREFIX;
import static org.elasticsearch.hadoop.cfg.ConfigurationOptions.ES_NODES_WAN_ONLY;
import static org.elasticsearch.hadoop.cfg.ConfigurationOptions.ES_READ_FIELD_AS_ARRAY_INCLUDE;
import static org.elasticsearch.hadoop.cfg.ConfigurationOptions.ES_RESOURCE_READ;
import static org.elasticsearch.hadoop.cfg.ConfigurationOptions.ES_RESOURCE_WRITE;
import static org.elasticsearch.hadoop.cfg.ConfigurationOptions.ES_SECURITY_USER_PROVIDER_CLASS;

import fr.recap.config.ConfigException;
import fr.recap.config.ElasticsearchSettings;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What our settings are in the words of the connector. They hold the password or key in clear, so
 * they go where nobody prints them: not into options of a Dataset, which its plan shows.
 */
final class ConnectorSettings {
  private static final Duration BUILD_TIMEOUT = Duration.ofMinutes(5);

  /** Documents of one task that reads. */
  private static final int READ_AT_ONCE = 100_000;

  private static final String HEADER = ES_NET_HTTP_HEADER_PREFIX + "Authorization";

  private ConnectorSettings() {}

  /**
   * To write documents as JSON to a version that is not published yet.
   *
   * @param version its name
   */
  static Map<String, String> writing(ElasticsearchSettings settings, String version) {
    Map<String, String> all = connection(settings, BUILD_TIMEOUT);
    ElasticsearchSettings.Bulk bulk = settings.bulk();
    all.put(ES_RESOURCE_WRITE, IndexAdmin.writeAlias(version));
    all.put(ES_INPUT_JSON, "true");
    all.put(ES_INDEX_AUTO_CREATE, "false");
    // Requests are ended by DocumentWriter, before these limits are met.
    all.put(ES_BATCH_SIZE_ENTRIES, Integer.toString(bulk.documents() + 1));
    all.put(ES_BATCH_SIZE_BYTES, bulk.bytes() + "b");
    all.put(ES_BATCH_WRITE_REFRESH, "false");
    all.put(ES_BATCH_WRITE_RETRY_COUNT, Integer.toString(bulk.retries()));
    all.put(ES_BATCH_WRITE_RETRY_WAIT, bulk.retryWait().toMillis() + "ms");
    // The connector has no setting for the second parameter: without it, a task that was given up
    // could make an index anew by writing to its name.
    all.put(ES_INGEST_PIPELINE, "_none&require_alias=true");
    return all;
  }

  /**
   * To read an index as rows.
   *
   * @param index name or alias
   * @param arrays fields that may hold several values
   */
  static Map<String, String> reading(
      ElasticsearchSettings settings, String index, List<String> arrays) {
    Map<String, String> all = connection(settings, settings.search().timeout());
    all.put(ES_RESOURCE_READ, index);
    all.put(ES_MAX_DOCS_PER_PARTITION, Integer.toString(READ_AT_ONCE));
    if (!arrays.isEmpty()) {
      all.put(ES_READ_FIELD_AS_ARRAY_INCLUDE, String.join(",", arrays));
    }
    return all;
  }

  private static Map<String, String> connection(ElasticsearchSettings settings, Duration timeout) {
    List<URI> nodes = Connections.nodes(settings);
    boolean tls = isTls(nodes, settings);
    Map<String, String> all = new HashMap<>();
    all.put(
        ES_NODES,
        nodes.stream()
            .map(node -> node.getHost() + ':' + Connections.port(node))
            .collect(Collectors.joining(",")));
    // The nodes that are named, not those that these would name: their names are certified.
    all.put(ES_NODES_WAN_ONLY, "true");
    String prefix = nodes.get(0).getPath();
    if (prefix != null && prefix.length() > 1) {
      all.put(ES_NODES_PATH_PREFIX, prefix);
    }
    all.put(ES_HTTP_TIMEOUT, timeout.toMillis() + "ms");
    all.put(ES_NET_USE_SSL, Boolean.toString(tls));
    all.put(ES_SECURITY_USER_PROVIDER_CLASS, ConnectorUser.class.getName());
    if (tls) {
      all.put(ES_NET_SSL_PROTOCOL, VerifiedTls.PROTOCOL);
      settings
          .caCertificate()
          .ifPresent(
              authority -> {
                all.put(ConnectorUser.AUTHORITY, authority);
                all.put(ES_NET_SSL_KEYSTORE_TYPE, TrustStores.TYPE);
                all.put(ES_NET_SSL_TRUST_STORE_PASS, TrustStores.PASSWORD);
              });
    }
    Connections.authorization(settings).ifPresent(header -> all.put(HEADER, header.getValue()));
    return all;
  }

  private static boolean isTls(List<URI> nodes, ElasticsearchSettings settings) {
    long safe = nodes.stream().filter(node -> node.getScheme().equals("https")).count();
    if (safe != 0 && safe != nodes.size()) {
      throw new ConfigException(
          "elasticsearch.nodes: %s are partly http and partly https; write all of one kind"
              .formatted(settings.nodes()));
    }
    return safe > 0;
  }
}
