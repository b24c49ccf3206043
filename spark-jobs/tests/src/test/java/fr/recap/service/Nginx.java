package fr.recap.service;

import fr.recap.cli.Repository;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** nginx with the settings that we recommend, without their TLS, before instances on loopback. */
final class Nginx implements AutoCloseable {
  private final Process process;
  private final int port;
  private final Path log;

  /** Starts it, with its files in a folder. */
  Nginx(Path folder, int port, List<ServiceProcess> instances) throws IOException {
    this.port = port;
    this.log = folder.resolve("nginx.log");
    String recommended =
        Files.readString(Repository.root().resolve("submit/proxy/nginx.conf"))
            .replaceAll("(?m)^ *ssl_.*\n", "")
            .replace("listen 443 ssl;", "listen 127.0.0.1:%d;".formatted(port));
    for (int i = 0; i < instances.size(); i++) {
      recommended =
          recommended.replace(
              "service-%d.example:8080".formatted(i + 1), "127.0.0.1:" + instances.get(i).port());
    }
    Files.writeString(folder.resolve("recap.conf"), recommended);
    Files.writeString(
        folder.resolve("nginx.conf"),
        """
        daemon off;
        master_process off;
        pid nginx.pid;
        error_log nginx.log;
        worker_rlimit_nofile 8192;
        events { worker_connections 4096; }
        http {
          access_log off;
          client_body_temp_path body;
          proxy_temp_path proxy;
          fastcgi_temp_path fastcgi;
          uwsgi_temp_path uwsgi;
          scgi_temp_path scgi;
          include %s;
        }
        """
            .formatted(folder.resolve("recap.conf")));
    process =
        new ProcessBuilder(
                "nginx", "-p", folder.toString(), "-e", "nginx.log", "-c", folder + "/nginx.conf")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("nginx.out").toFile())
            .start();
    while (!listens()) {
      if (!process.isAlive()) {
        throw new IOException(
            "nginx does not start: " + Files.readString(folder.resolve("nginx.out")));
      }
    }
  }

  /** Whether it is installed. */
  static boolean isInstalled() {
    try {
      Process asked = new ProcessBuilder("nginx", "-v").redirectErrorStream(true).start();
      asked.getInputStream().readAllBytes();
      return asked.onExit().join().exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** What it complained of. */
  String log() throws IOException {
    return Files.readString(log);
  }

  String address() {
    return "http://127.0.0.1:" + port;
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
