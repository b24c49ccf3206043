package fr.recap.service;

import fr.recap.config.ConfigException;
import fr.recap.config.ServiceSettings;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.InetAddressSet;

/**
 * Where requests come from: the other end of the connection, or what a trusted proxy there says in
 * {@code X-Forwarded-For}. Jetty's own customizer believes everybody, and the first address of the
 * header, which the client writes itself.
 */
final class ClientAddress {
  private static final String UNKNOWN = "unknown";
  private static final int NETWORK_BYTES = 8;

  /** An address as proxies write it: with a port or without, IPv6 in brackets or without. */
  private static final Pattern WRITTEN =
      Pattern.compile(
          "\\[([0-9A-Fa-f:.]+)](?::\\d+)?|([0-9A-Fa-f]*:[0-9A-Fa-f:.]+)|(\\d{1,3}(?:\\.\\d{1,3}){3})(?::\\d+)?");

  private final InetAddressSet trusted = new InetAddressSet();
  private final boolean behindProxy;

  /**
   * @throws ConfigException if a trusted proxy is no address or network
   */
  ClientAddress(ServiceSettings settings) {
    behindProxy = settings.behindProxy();
    for (String proxy : settings.trustedProxies()) {
      if (!isNetwork(proxy)) {
        throw new ConfigException(
            "service.trusted-proxies must have addresses or networks such as 10.0.0.5, 10.0.0.0/24 or 2001:db8::/64, cannot have: '%s'"
                .formatted(proxy));
      }
      trusted.add(proxy);
    }
  }

  /** Jetty's set would take names too, and much that is neither. */
  private static boolean isNetwork(String text) {
    int slash = text.indexOf('/');
    Optional<InetAddress> address = parse(slash < 0 ? text : text.substring(0, slash));
    if (address.isEmpty() || slash < 0) {
      return address.isPresent();
    }
    String bits = text.substring(slash + 1);
    return bits.matches("\\d{1,3}")
        && Integer.parseInt(bits) <= 8 * address.get().getAddress().length;
  }

  /** Whether addresses tell clients apart; not if all have that of a proxy that is not trusted. */
  boolean tellsClientsApart() {
    return !behindProxy || !trusted.isEmpty();
  }

  /** Whether the other end of a connection is one client, and no proxy of many. */
  boolean isOneClient(InetAddress peer) {
    return !behindProxy && !trusted.test(peer);
  }

  /** The address of the client, as text. */
  String of(Request request) {
    if (trusted.isEmpty()) {
      return Request.getRemoteAddr(request);
    }
    SocketAddress remote = request.getConnectionMetaData().getRemoteSocketAddress();
    if (!(remote instanceof InetSocketAddress socket) || socket.getAddress() == null) {
      return UNKNOWN;
    }
    return of(
            socket.getAddress(),
            request.getHeaders().getCSV(HttpHeader.X_FORWARDED_FOR.asString(), false))
        .getHostAddress();
  }

  /** The last forwarded address that is no trusted proxy's, as far back as proxies vouch for it. */
  InetAddress of(InetAddress peer, List<String> forwarded) {
    InetAddress client = peer;
    for (int i = forwarded.size() - 1; i >= 0 && trusted.test(client); i--) {
      Optional<InetAddress> before = parse(forwarded.get(i));
      if (before.isEmpty()) {
        break;
      }
      client = before.get();
    }
    return client;
  }

  /**
   * What is counted as one client: an address, or the network (/64) of one of IPv6, since whoever
   * has one such address has all of its network.
   */
  static String network(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address.getHostAddress();
    }
    byte[] bytes = address.getAddress();
    Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
    try {
      return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same of an address as text. */
  static String network(String address) {
    return parse(address).map(ClientAddress::network).orElse(address);
  }

  private static Optional<InetAddress> parse(String written) {
    String withoutZone = written.strip().replaceFirst("%.*", "");
    Matcher matcher = WRITTEN.matcher(withoutZone);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      for (int group = 1; group <= 2; group++) {
        if (matcher.group(group) != null) {
          return Optional.of(InetAddress.getByName(matcher.group(group)));
        }
      }
      String[] parts = matcher.group(3).split("\\.", -1);
      byte[] bytes = new byte[parts.length];
      for (int i = 0; i < parts.length; i++) {
        int part = Integer.parseInt(parts[i]);
        if (part > 255) {
          return Optional.empty();
        }
        bytes[i] = (byte) part;
      }
      return Optional.of(InetAddress.getByAddress(bytes));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
