package fr.recap.models;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands before an S3 server and lets nobody in without the session token of temporary credentials,
 * which must be signed as well. The server behind checks the signature.
 */
final class TokenFront implements AutoCloseable {
  private static final String TOKEN = "x-amz-security-token";

  /** Those of a connection, which go no further. */
  private static final Set<String> OWN =
      Set.of("connection", "transfer-encoding", "content-length", "expect", "date", "server");

  private final URI behind;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile String token;

  TokenFront(String behind, String token) throws IOException {
    this.behind = URI.create(behind);
    this.token = token;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** From now on, another token alone is good. */
  void expire(String successor) {
    token = successor;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String given = exchange.getRequestHeaders().getFirst(TOKEN);
      String signature = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
      if (given == null || !signature.contains(TOKEN)) {
        refuse(exchange, 403, "AccessDenied", "A session token is needed");
      } else if (!given.equals(token)) {
        refuse(exchange, 400, "ExpiredToken", "The provided token has expired.");
      } else {
        pass(exchange, body);
      }
    }
  }

  private static void refuse(HttpExchange exchange, int status, String code, String message)
      throws IOException {
    byte[] xml =
        "<?xml version=\"1.0\"?><Error><Code>%s</Code><Message>%s</Message></Error>"
            .formatted(code, message)
            .getBytes(StandardCharsets.UTF_8);
    answer(exchange, status, xml);
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    boolean none = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, none ? -1 : body.length);
    if (!none) {
      exchange.getResponseBody().write(body);
    }
  }

  /** By HTTP 1.0, so that the answer ends with its connection. */
  private void pass(HttpExchange exchange, byte[] body) throws IOException {
    try (Socket socket = new Socket(behind.getHost(), behind.getPort())) {
      OutputStream out = socket.getOutputStream();
      StringBuilder head =
          new StringBuilder(
              "%s %s HTTP/1.0\r\n"
                  .formatted(exchange.getRequestMethod(), exchange.getRequestURI()));
      exchange
          .getRequestHeaders()
          .forEach(
              (name, values) ->
                  values.forEach(
                      value -> {
                        if (!OWN.contains(lower(name)) || lower(name).equals("date")) {
                          head.append(name).append(": ").append(value).append("\r\n");
                        }
                      }));
      head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
      out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
      out.write(body);
      out.flush();
      InputStream in = socket.getInputStream();
      int status = Integer.parseInt(line(in).split(" ", 3)[1]);
      Headers headers = exchange.getResponseHeaders();
      for (String line = line(in); !line.isEmpty(); line = line(in)) {
        String name = line.substring(0, line.indexOf(':'));
        boolean length =
            exchange.getRequestMethod().equals("HEAD") && lower(name).equals("content-length");
        if (length || !OWN.contains(lower(name))) {
          headers.add(name, line.substring(line.indexOf(':') + 1).strip());
        }
      }
      answer(exchange, status, in.readAllBytes());
    }
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int read = in.read(); read >= 0 && read != '\n'; read = in.read()) {
      if (read != '\r') {
        line.write(read);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
