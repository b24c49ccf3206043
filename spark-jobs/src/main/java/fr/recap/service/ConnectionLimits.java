package fr.recap.service;

import fr.recap.config.ServiceSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes connections that Jetty's own limits let be: those of a client that has its share already,
 * and those that don't bring a complete header in time. Jetty's idle time-out begins anew with each
 * byte, so that a header that comes a byte at a time would hold a connection for good.
 */
final class ConnectionLimits implements Connection.Listener {
  /** For which a connection may wait for its next request, and an answer for who reads it. */
  static final Duration KEPT_ALIVE = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(ConnectionLimits.class);
  private static final Duration WARNING_PAUSE = Duration.ofMinutes(1);
  private static final long NEVER = Long.MIN_VALUE;

  private final ServiceSettings.Connections limits;
  private final ClientAddress addresses;
  private final LongSupplier nanoTime;
  private final Map<Connection, Waiting> open = new ConcurrentHashMap<>();
  private final Map<String, Integer> ofClients = new ConcurrentHashMap<>();
  private final AtomicLong warned = new AtomicLong(NEVER);

  /**
   * A connection.
   *
   * @param client whose share it is of; empty if none has a share
   * @param requests whose headers have come when it was last looked at
   * @param since nano time since when nothing is under way
   */
  private record Waiting(Optional<String> client, long requests, long since) {}

  ConnectionLimits(
      ServiceSettings.Connections limits, ClientAddress addresses, LongSupplier nanoTime) {
    this.limits = limits;
    this.addresses = addresses;
    this.nanoTime = nanoTime;
  }

  /** Looks again and again whether connections have waited too long. */
  void watch(Scheduler scheduler) {
    long pause = Math.min(1000, Math.max(50, limits.headerTime().toMillis() / 4));
    scheduler.schedule(
        () -> {
          try {
            closeLate();
          } finally {
            watch(scheduler);
          }
        },
        pause,
        TimeUnit.MILLISECONDS);
  }

  @Override
  public void onOpened(Connection connection) {
    // Below TLS is another connection, which ends with this one.
    if (connection instanceof ConnectionMetaData http) {
      Optional<String> client = client(http);
      open.put(connection, new Waiting(client, 0, nanoTime.getAsLong()));
      if (client.isPresent()
          && ofClients.merge(client.get(), 1, Integer::sum) > limits.ofAddress()) {
        warn(client.get());
        close(connection, "too many connections of one address");
      }
    }
  }

  /** Once a minute, since whoever means harm would fill the log. */
  private void warn(String client) {
    long now = nanoTime.getAsLong();
    long before = warned.get();
    if ((before == NEVER || now - before > WARNING_PAUSE.toNanos())
        && warned.compareAndSet(before, now)) {
      LOG.warn(
          "{} has more than {} connections (service.connections.of-address): further ones are closed",
          client,
          limits.ofAddress());
    }
  }

  @Override
  public void onClosed(Connection connection) {
    Waiting closed = open.remove(connection);
    if (closed != null) {
      closed
          .client()
          .ifPresent(
              client ->
                  ofClients.computeIfPresent(
                      client, (key, number) -> number == 1 ? null : number - 1));
    }
  }

  private Optional<String> client(ConnectionMetaData connection) {
    InetAddress peer =
        connection.getRemoteSocketAddress() instanceof InetSocketAddress socket
            ? socket.getAddress()
            : null;
    return peer != null && addresses.isOneClient(peer)
        ? Optional.of(ClientAddress.network(peer))
        : Optional.empty();
  }

  private void closeLate() {
    long now = nanoTime.getAsLong();
    open.forEach(
        (connection, waiting) -> {
          long requests = connection.getMessagesIn();
          if (requests > connection.getMessagesOut() || requests != waiting.requests()) {
            open.replace(connection, waiting, new Waiting(waiting.client(), requests, now));
          } else if (now - waiting.since() > most(requests).toNanos()) {
            close(connection, "no complete request came in time");
          }
        });
  }

  private Duration most(long requests) {
    return requests == 0 ? limits.headerTime() : KEPT_ALIVE;
  }

  private static void close(Connection connection, String reason) {
    EndPoint endPoint = connection.getEndPoint();
    endPoint.close(new TimeoutException(reason));
  }
}
