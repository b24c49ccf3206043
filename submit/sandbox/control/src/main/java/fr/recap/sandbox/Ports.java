package fr.recap.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;

/** The ports of a sandbox, kept in a file so that a restart finds them again. */
final class Ports {
  // Below the range that the system hands to outgoing connections: a stopped sandbox's ports stay
  // free.
  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 30_000;
  private static final int ATTEMPTS = 200;

  private final Path file;
  private final Properties ports = new Properties();

  private Ports(Path file) {
    this.file = file;
  }

  static Ports load(Path file) throws IOException {
    Ports loaded = new Ports(file);
    if (Files.exists(file)) {
      try (InputStream in = Files.newInputStream(file)) {
        loaded.ports.load(in);
      }
    }
    return loaded;
  }

  /** Port of a server; 0 if none was allotted yet. */
  int of(Server server) {
    return of(server.id());
  }

  private synchronized int of(String name) {
    return Integer.parseInt(ports.getProperty(name, "0"));
  }

  /** Keeps the server's port if nobody listens on it, else allots another. */
  int claim(Server server) throws IOException {
    return claim(server.id());
  }

  /** The same for a further port of a server, by a name of its own. */
  synchronized int claim(String name) throws IOException {
    int port = of(name);
    for (int attempt = 0; port == 0 || !free(port); attempt++) {
      if (attempt == ATTEMPTS) {
        throw new SandboxException(
            "No free port on 127.0.0.1 between " + LOWEST + " and " + HIGHEST);
      }
      int drawn = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      port = ports.containsValue(Integer.toString(drawn)) ? 0 : drawn;
    }
    ports.setProperty(name, Integer.toString(port));
    Path next = file.resolveSibling(file.getFileName() + ".new");
    try (OutputStream out = Files.newOutputStream(next)) {
      ports.store(out, "Ports of the sandbox on 127.0.0.1");
    }
    Files.move(next, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    return port;
  }

  static boolean free(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
