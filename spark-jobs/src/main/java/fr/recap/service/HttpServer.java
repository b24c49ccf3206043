package fr.recap.service;

import com.sun.management.UnixOperatingSystemMXBean;
import fr.recap.config.ConfigException;
import fr.recap.config.RecapConfig;
import fr.recap.config.ServiceSettings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connections: TLS, their limits, and an end that lets requests end. */
final class HttpServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
  private static final String KEYSTORE_PASSWORD = "service.keystore-password";
  private static final int MOST_THREADS = 32;
  private static final int LEAST_THREADS = 4;
  private static final int HEADER_BYTES = 8 * 1024;
  private static final int WAITING_CONNECTIONS = 256;
  private static final int OTHER_DESCRIPTORS = 200;

  private final Server server;
  private final ServerConnector connector;
  private final ServiceSettings settings;

  private HttpServer(Server server, ServerConnector connector, ServiceSettings settings) {
    this.server = server;
    this.connector = connector;
    this.settings = settings;
  }

  /**
   * Refuses to send passwords and forms over a network in clear.
   *
   * @throws ConfigException if the settings would
   */
  static void requireTlsBeyondThisMachine(ServiceSettings settings) {
    boolean loopback;
    try {
      loopback = InetAddress.getByName(settings.host()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new ConfigException(
          "service.host is no address of this machine: " + settings.host(), e);
    }
    if (!loopback && settings.keystore().isEmpty() && !settings.behindProxy()) {
      throw new ConfigException(
          "service.host %s is reached from other machines, where forms would travel in clear: name a certificate in service.keystore, or set service.behind-proxy = true if a proxy in front has TLS"
              .formatted(settings.host()));
    }
  }

  /**
   * Listens.
   *
   * @throws ConfigException if the certificate can't be read, or the process may not open so many
   *     connections
   * @throws IOException if the port is taken
   */
  static HttpServer start(RecapConfig config, ClientAddress addresses, Handler router)
      throws IOException {
    ServiceSettings settings = config.service();
    requireDescriptors(settings.connections().total());
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, LEAST_THREADS);
    threads.setName("recap-http");
    Server server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(HEADER_BYTES);
    http.setSendDateHeader(true);
    ServerConnector connector = connector(config, server, http);
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.setIdleTimeout(ConnectionLimits.KEPT_ALIVE.toMillis());
    connector.setAcceptQueueSize(WAITING_CONNECTIONS);
    server.addBean(new NetworkConnectionLimit(settings.connections().total(), connector));
    ConnectionLimits limits =
        new ConnectionLimits(settings.connections(), addresses, System::nanoTime);
    connector.addBean(limits);
    server.addConnector(connector);
    server.setHandler(new GracefulHandler(router));
    server.setStopTimeout(settings.stopTime().toMillis());
    server.setErrorHandler(new ProtocolErrorHandler());
    HttpServer started = new HttpServer(server, connector, settings);
    try {
      server.start();
      limits.watch(connector.getScheduler());
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("The service can't start: " + e.getMessage(), e);
    }
    return started;
  }

  /** Without one for each connection, the service would fail at whatever opens the next file. */
  private static void requireDescriptors(int connections) {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        && connections > unix.getMaxFileDescriptorCount() - OTHER_DESCRIPTORS) {
      throw new ConfigException(
          "service.connections.total must be at most %d in this process, which may open %d files and needs %d for all else (ulimit -n), cannot be: %d"
              .formatted(
                  unix.getMaxFileDescriptorCount() - OTHER_DESCRIPTORS,
                  unix.getMaxFileDescriptorCount(),
                  OTHER_DESCRIPTORS,
                  connections));
    }
  }

  private static ServerConnector connector(
      RecapConfig config, Server server, HttpConfiguration http) {
    if (config.service().keystore().isEmpty()) {
      return new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    }
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setKeyStoreType("PKCS12");
    tls.setKeyStorePassword(config.secrets().require(KEYSTORE_PASSWORD).reveal());
    try {
      tls.setKeyStorePath(config.service().keystore().get());
      tls.start();
    } catch (Exception e) {
      throw new ConfigException(
          "The certificate of service.keystore %s can't be read: %s. It must be a PKCS#12 file with certificate and key, its password the secret %s"
              .formatted(config.service().keystore().get(), e.getMessage(), KEYSTORE_PASSWORD),
          e);
    }
    // Whoever reaches it by an address instead of its name must verify the certificate itself.
    http.addCustomizer(new SecureRequestCustomizer(false));
    return new ServerConnector(
        server, 1, 1, new SslConnectionFactory(tls, "http/1.1"), new HttpConnectionFactory(http));
  }

  String address() {
    String scheme = settings.keystore().isPresent() ? "https" : "http";
    String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
    return "%s://%s:%d".formatted(scheme, host, connector.getLocalPort());
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      LOG.warn("Some requests were cut off: {}", e.getMessage());
    }
  }
}
