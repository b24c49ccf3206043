package fr.recap.elastic;

import fr.recap.config.ConfigException;
import fr.recap.config.ElasticsearchSettings;
import fr.recap.config.Secret;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.http.Header;
import org.apache.http.HttpHost;
import org.apache.http.message.BasicHeader;
import org.elasticsearch.client.RestClient;
import org.elasticsearch.client.RestClientBuilder;

/** Builds the REST client that the settings describe. */
final class Connections {
  static final int CONNECT_MILLIS = 10_000;
  private static final int MOST_CONNECTIONS = 64;

  private Connections() {}

  static RestClient open(ElasticsearchSettings settings) {
    List<URI> nodes = nodes(settings);
    RestClientBuilder builder =
        RestClient.builder(
            nodes.stream()
                .map(uri -> new HttpHost(uri.getHost(), port(uri), uri.getScheme()))
                .toArray(HttpHost[]::new));
    String prefix = nodes.get(0).getPath();
    if (prefix != null && prefix.length() > 1) {
      builder.setPathPrefix(prefix);
    }
    authorization(settings).ifPresent(header -> builder.setDefaultHeaders(new Header[] {header}));
    // Packing costs processor time and gains nothing where no network lies between.
    builder.setCompressionEnabled(!nodes.stream().allMatch(Connections::isLoopback));
    int timeout = Math.toIntExact(settings.search().timeout().toMillis());
    builder.setRequestConfigCallback(
        config -> config.setConnectTimeout(CONNECT_MILLIS).setSocketTimeout(timeout));
    Optional<SSLContext> tls = settings.caCertificate().map(Path::of).map(Connections::trusting);
    builder.setHttpClientConfigCallback(
        http -> {
          tls.ifPresent(http::setSSLContext);
          return http.setMaxConnPerRoute(MOST_CONNECTIONS).setMaxConnTotal(MOST_CONNECTIONS);
        });
    return builder.build();
  }

  /**
   * The addresses.
   *
   * @throws ConfigException if there is none, or one of them is no URL of a node
   */
  static List<URI> nodes(ElasticsearchSettings settings) {
    if (settings.nodes().isEmpty()) {
      throw new ConfigException(
          "elasticsearch.nodes is empty: give the URL of at least one node (http://host:9200)");
    }
    return settings.nodes().stream().map(Connections::uri).toList();
  }

  /** The header that authenticates: user and password if a user is set, else the API key. */
  static Optional<Header> authorization(ElasticsearchSettings settings) {
    if (settings.user().isPresent()) {
      Secret password =
          settings
              .password()
              .orElseThrow(
                  () ->
                      new ConfigException(
                          "elasticsearch.user is %s but there is no secret elasticsearch.password: set RECAP_ELASTICSEARCH_PASSWORD, or leave the user out to use an API key"
                              .formatted(settings.user().get())));
      return Optional.of(header("Basic", settings.user().get() + ':' + password.reveal()));
    }
    // A key is given as the server printed it: encoded, or as id:key.
    return settings
        .apiKey()
        .map(Secret::reveal)
        .map(
            key ->
                key.contains(":")
                    ? header("ApiKey", key)
                    : new BasicHeader("Authorization", "ApiKey " + key));
  }

  private static Header header(String scheme, String credentials) {
    return new BasicHeader(
        "Authorization",
        scheme
            + ' '
            + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
  }

  private static URI uri(String node) {
    URI uri;
    try {
      uri = URI.create(node);
    } catch (IllegalArgumentException e) {
      throw notUrl(node, e);
    }
    boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!http || uri.getHost() == null || uri.getUserInfo() != null) {
      throw notUrl(node.contains("@") ? "(a URL with credentials)" : node, null);
    }
    return uri;
  }

  private static ConfigException notUrl(String node, Exception cause) {
    return new ConfigException(
        "elasticsearch.nodes: '%s' is no node's URL: write http://host:9200 or https://host:9200, without user and password"
            .formatted(node),
        cause);
  }

  static int port(URI uri) {
    return uri.getPort() > 0 ? uri.getPort() : 9200;
  }

  private static boolean isLoopback(URI uri) {
    try {
      return InetAddress.getByName(uri.getHost()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static SSLContext trusting(Path authority) {
    try {
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(TrustStores.load(authority));
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Java can't trust the authorities of " + authority, e);
    }
  }
}
