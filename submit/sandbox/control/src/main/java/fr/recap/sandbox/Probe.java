package fr.recap.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Asks a server on loopback whether it answers. */
final class Probe {
  private static final int TIMEOUT_MILLIS = 3_000;
  private static final int SSL_REQUEST = 80_877_103;

  private Probe() {}

  private record Answer(int status, String body) {}

  /** Status of a GET; -1 without an answer. */
  static int http(int port, String path) {
    return get("127.0.0.1", port, path).status();
  }

  /** Whether the answer to a GET holds a text. */
  static boolean says(String host, int port, String path, String text) {
    return get(host, port, path).body().contains(text);
  }

  private static Answer get(String host, int port, String path) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) new URL("http", host, port, path).openConnection(Proxy.NO_PROXY);
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      connection.setRequestProperty("Connection", "close");
      try {
        int status = connection.getResponseCode();
        try (InputStream body =
            status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
          return new Answer(
              status, body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8));
        }
      } finally {
        connection.disconnect();
      }
    } catch (IOException silent) {
      return new Answer(-1, "");
    }
  }

  /** Whether anybody listens at an address of this machine. */
  static boolean listens(String host, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
      return true;
    } catch (IOException silent) {
      return false;
    }
  }

  /** Whether PostgreSQL answers the first message of its protocol: may I use TLS? Yes or no. */
  static boolean postgres(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(ByteBuffer.allocate(8).putInt(8).putInt(SSL_REQUEST).array());
      int answer = socket.getInputStream().read();
      return answer == 'N' || answer == 'S';
    } catch (IOException silent) {
      return false;
    }
  }
}
