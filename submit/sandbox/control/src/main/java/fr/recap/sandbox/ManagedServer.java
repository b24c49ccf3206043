package fr.recap.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** One server of a sandbox: how it is recognised, started and ended. */
abstract class ManagedServer {
  private static final Duration STARTUP = Duration.ofMinutes(3);
  private static final Duration SHUTDOWN = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int PORT_ATTEMPTS = 3;

  private final Server server;
  private final Layout layout;

  ManagedServer(Server server, Layout layout) {
    this.server = server;
    this.layout = layout;
  }

  /** Every living process of this server in this folder, whoever started it. */
  abstract List<ProcessHandle> processes();

  /** The process that serves; absent if only remains of it live. */
  abstract boolean serving(ProcessHandle process);

  /** Whether it answers requests on the port. */
  abstract boolean answers(int port);

  /** Makes what a first start needs and removes what a crash left; no process of it lives. */
  abstract void prepare() throws IOException;

  /** Allots the ports that it needs beside its own. */
  void claimFurther(Ports ports) throws IOException {}

  /** Starts it on the port. */
  abstract Process launch(int port) throws IOException;

  /** Waits, after it answers for the first time, until its data are there. */
  void settle(int port) {}

  /** Whether it serves another server, so that it starts after that one and ends before it. */
  boolean follows() {
    return false;
  }

  /** Asks it to end cleanly. */
  abstract void end(ProcessHandle process);

  Server server() {
    return server;
  }

  Layout layout() {
    return layout;
  }

  Status.State state(int port) {
    if (alive() && port != 0 && answers(port)) {
      return Status.State.RUNNING;
    }
    return Files.exists(layout.started(server)) || !processes().isEmpty()
        ? Status.State.CRASHED
        : Status.State.STOPPED;
  }

  private boolean alive() {
    return processes().stream().anyMatch(this::serving);
  }

  /** Starts it, or repairs it, unless it answers already. */
  void start(Ports ports) throws IOException {
    int port = ports.of(server);
    if (alive() && port != 0 && waitUntil(PATIENCE, () -> !alive() || answers(port)) && alive()) {
      return;
    }
    kill();
    layout.createHome(server);
    prepare();
    Path started = layout.started(server);
    if (!Files.exists(started)) {
      Files.createFile(started);
    }
    for (int attempt = 1; ; attempt++) {
      int claimed = ports.claim(server);
      claimFurther(ports);
      Process process = launch(claimed);
      boolean ready = waitUntil(STARTUP, () -> !process.isAlive() || answers(claimed));
      if (ready && process.isAlive()) {
        settle(claimed);
        return;
      }
      kill();
      // Somebody else may have taken the port since it was claimed: that alone is worth a retry.
      if (attempt == PORT_ATTEMPTS || Ports.free(claimed)) {
        throw new SandboxException(
            server.title()
                + (ready
                    ? " ended while it started"
                    : " does not answer after " + STARTUP.toSeconds() + " s")
                + "; its log "
                + layout.log(server)
                + " ends with:\n"
                + Logs.tail(layout.log(server)));
      }
    }
  }

  /** Ends it cleanly, or by force if it takes too long; leaves its data only. */
  void stop() throws IOException {
    processes().stream().filter(this::serving).forEach(this::end);
    waitUntil(SHUTDOWN, () -> !alive());
    kill();
    Files.deleteIfExists(layout.started(server));
  }

  /** Kills all its processes, as kill -9 does. */
  void kill() {
    boolean gone =
        waitUntil(
            SHUTDOWN,
            () -> {
              List<ProcessHandle> left = processes();
              left.forEach(ProcessHandle::destroyForcibly);
              return left.isEmpty();
            });
    if (!gone) {
      throw new SandboxException(
          "Processes of " + server.title() + " can't be ended: " + processes() + "; end them");
    }
  }

  static boolean waitUntil(Duration time, BooleanSupplier done) {
    long deadline = System.nanoTime() + time.toNanos();
    while (!done.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Processes.pause(Duration.ofMillis(100));
    }
    return true;
  }
}
