package fr.recap.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.UnixOperatingSystemMXBean;
import fr.recap.config.ConfigException;
import fr.recap.config.ConfigLoader;
import fr.recap.config.RecapConfig;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Raw sockets against the server of the service, with a handler that answers at once. */
class ConnectionLimitsTest {
  private static final String REQUEST = "GET / HTTP/1.1\r\nHost: recap\r\n\r\n";
  private static final String HALF = "GET / HTTP/1.1\r\nHost: rec";

  private final List<Socket> sockets = new ArrayList<>();
  private HttpServer server;

  @TempDir Path folder;

  @AfterEach
  void end() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @Test
  void thousandsOfHalfRequests_takeNoMoreDescriptorsThanTheirLimit_andOthersAreAnswered()
      throws Exception {
    serve(
        Map.of(
            "service.behind-proxy", "true",
            "service.connections.total", "40",
            "service.connections.of-address", "40",
            "service.connections.header-time", "300ms"));
    long before = descriptors();
    int half = 200;
    for (int i = 0; i < half; i++) {
      send(open(), HALF);
    }
    // The sockets of this test are descriptors of the same process.
    assertThat(descriptors() - before - half).isLessThanOrEqualTo(60);
    long start = System.nanoTime();
    Socket client = open();
    send(client, REQUEST);
    assertThat(read(client)).startsWith("HTTP/1.1 200");
    // 200 of them, 40 at a time, each closed after its time.
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void headerThatComesByteByByte_isCutOffAfterItsTime_andTheNextOneOfAConnectionIsNot()
      throws Exception {
    serve(Map.of("service.connections.header-time", "500ms"));
    Socket slow = open();
    long start = System.nanoTime();
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 100; i++) {
                send(slow, REQUEST.substring(i % REQUEST.indexOf('\r'), 1 + i % 16));
                Thread.sleep(50);
              }
            })
        .isInstanceOf(Exception.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofMillis(400), Duration.ofSeconds(3));
    Socket kept = open();
    send(kept, REQUEST);
    assertThat(read(kept)).startsWith("HTTP/1.1 200");
    Thread.sleep(1200);
    send(kept, REQUEST);
    assertThat(read(kept)).startsWith("HTTP/1.1 200");
  }

  @Test
  void connectionsOfAnAddressBeyondItsShareAreClosed_andOneThatIsClosedMakesRoom()
      throws Exception {
    serve(Map.of("service.connections.of-address", "5"));
    List<Socket> share = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      share.add(open());
      send(share.get(i), REQUEST);
      assertThat(read(share.get(i))).startsWith("HTTP/1.1 200");
    }
    assertThat(answered()).isFalse();
    share.get(0).close();
    boolean room = false;
    for (int i = 0; i < 100 && !room; i++) {
      Thread.sleep(20);
      room = answered();
    }
    assertThat(room).isTrue();
  }

  @Test
  void clientsBehindAProxyShareTheTotalAlone() throws Exception {
    for (Map<String, String> proxy :
        List.of(
            Map.of("service.behind-proxy", "true"),
            Map.of("service.trusted-proxies", "[\"127.0.0.0/8\"]"))) {
      Map<String, String> settings = new HashMap<>(proxy);
      settings.put("service.connections.of-address", "2");
      serve(settings);
      for (int i = 0; i < 6; i++) {
        assertThat(answered()).isTrue();
      }
      server.close();
    }
  }

  @Test
  void moreConnectionsThanTheProcessMayHaveFiles_areRefusedAtTheStart() {
    assertThatThrownBy(() -> serve(Map.of("service.connections.total", "100000")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("service.connections.total must be at most ")
        .hasMessageContaining("cannot be: 100000");
  }

  @Test
  void keystoreThatIsNone_isRefusedAsASetting() {
    assertThatThrownBy(
            () ->
                serve(
                    Map.of(
                        "service.keystore",
                        '"' + folder.resolve("nothing.p12").toString() + '"',
                        "secrets.directory",
                        '"' + secret().toString() + '"')))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("service.keystore")
        .hasMessageContaining("nothing.p12");
  }

  private Path secret() throws IOException {
    java.nio.file.Files.writeString(folder.resolve("service.keystore-password"), "secret word");
    return folder;
  }

  private void serve(Map<String, String> changes) throws IOException {
    Map<String, String> settings = new HashMap<>(changes);
    settings.put("service.port", "0");
    RecapConfig config = ConfigLoader.load(List.of(), settings);
    server =
        HttpServer.start(
            config,
            new ClientAddress(config.service()),
            new Handler.Abstract.NonBlocking() {
              @Override
              public boolean handle(Request request, Response response, Callback callback) {
                response.setStatus(200);
                response.write(true, ByteBuffer.wrap(new byte[] {'1'}), callback);
                return true;
              }
            });
  }

  private boolean answered() throws IOException {
    Socket socket = open();
    try {
      send(socket, REQUEST);
      return read(socket).startsWith("HTTP/1.1 200");
    } catch (SocketException e) {
      return false;
    }
  }

  private Socket open() throws IOException {
    URI address = URI.create(server.address());
    Socket socket = new Socket();
    sockets.add(socket);
    socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), 5000);
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  /** The next answer up to its one byte, or what comes before the end. */
  private static String read(Socket socket) throws IOException {
    StringBuilder text = new StringBuilder();
    InputStream in = socket.getInputStream();
    while (!text.toString().endsWith("\r\n\r\n1")) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      text.append((char) next);
    }
    return text.toString();
  }

  private static long descriptors() {
    return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getOpenFileDescriptorCount();
  }
}
