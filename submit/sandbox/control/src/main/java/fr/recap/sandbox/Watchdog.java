package fr.recap.sandbox;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A small JVM that stops a sandbox when the JVM that it is tied to ends, however that ends. Only a
 * process beside both can see a kill -9.
 */
final class Watchdog {
  private static final String MARK = "-Drecap.sandbox.watchdog=";

  private Watchdog() {}

  /** Watches this JVM, unless it is watched already. */
  static void launch(Layout layout) throws IOException {
    long owner = ProcessHandle.current().pid();
    String ownPid = Long.toString(owner);
    boolean watched =
        processes(layout).stream()
            .anyMatch(
                process -> {
                  List<String> arguments = Processes.arguments(Processes.entry(process));
                  return arguments.get(arguments.size() - 1).equals(ownPid);
                });
    if (!watched) {
      Launch.start(
          List.of(
              Launch.java(),
              MARK + layout.root(),
              "-D" + ServerLibraries.PROPERTY + "=" + ServerLibraries.locate().home(),
              "-Xmx16m",
              "-XX:+UseSerialGC",
              "-XX:TieredStopAtLevel=1",
              "-cp",
              ownCode().toString(),
              Watchdog.class.getName(),
              layout.root().toString(),
              ownPid),
          layout.root(),
          layout.logs().resolve("watchdog.log"),
          Map.of());
    }
  }

  /** Ends the watchdogs of a folder, but not this process, which may be one. */
  static void end(Layout layout) {
    ManagedServer.waitUntil(
        Duration.ofSeconds(10),
        () -> {
          List<ProcessHandle> left = processes(layout);
          left.forEach(ProcessHandle::destroyForcibly);
          return left.isEmpty();
        });
  }

  static List<ProcessHandle> processes(Layout layout) {
    String mark = Processes.asArgument(Path.of(MARK + layout.root()));
    return Processes.find(
        entry ->
            !entry.equals(Processes.entry(ProcessHandle.current()))
                && Processes.arguments(entry).contains(mark));
  }

  private static Path ownCode() {
    try {
      return Path.of(Watchdog.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits for the process {@code args[1]}, then stops the sandbox in {@code args[0]}. */
  public static void main(String[] args) {
    ProcessHandle.of(Long.parseLong(args[1])).ifPresent(owner -> owner.onExit().join());
    new Sandbox(Path.of(args[0])).stop();
  }
}
