package fr.recap.service;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The service as a process of its own, which gets signals; it can be started again. */
final class ServiceProcess implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final int SECONDS = 60;

  private final List<String> command = new ArrayList<>();
  private final Map<String, String> environment;
  private final int port;
  private final Path log;
  private Process process;

  /**
   * @param settings file of settings
   * @param changes of these settings
   * @param environment with the key of tokens
   * @param log where it writes
   */
  ServiceProcess(
      Path settings,
      Map<String, String> changes,
      Map<String, String> environment,
      int port,
      Path log) {
    this.environment = environment;
    this.port = port;
    this.log = log;
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            "fr.recap.cli.Main",
            "serve",
            "--config",
            settings.toString(),
            "-D",
            "service.port=" + port));
    changes.forEach((key, value) -> command.addAll(List.of("-D", key + "=" + value)));
  }

  int port() {
    return port;
  }

  /** Starts it, and doesn't wait for it. */
  void start() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    process = builder.start();
  }

  /** Waits until it is ready. */
  void awaitReady() throws IOException {
    for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS); status() != 200; ) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IllegalStateException("The service does not start: " + Files.readString(log));
      }
      pause();
    }
  }

  /** Sends SIGTERM and waits for its end; whether it said meanwhile that it is not ready. */
  boolean stop() {
    process.destroy();
    boolean said = false;
    while (process.isAlive()) {
      said |= status() == 503;
      pause();
    }
    return said;
  }

  /** kill -9. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Of /ready; 0 if nobody answers. */
  private int status() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/ready".formatted(port)))
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (process != null) {
      kill();
    }
  }
}
