package fr.recap.cluster;

import fr.recap.sandbox.Server;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Stops the processes of PostgreSQL, Elasticsearch and the object store for half of the time, in
 * turns of a second: to a job, that is what servers on a disk that can't keep up look like.
 */
final class Stalls {
  private static final long MILLIS = 500;

  private final List<Path> homes;
  private final Thread thread;
  private volatile boolean over;

  private Stalls(Cluster cluster) {
    this.homes =
        List.of(Server.POSTGRES, Server.ELASTICSEARCH, Server.S3).stream()
            .map(cluster::home)
            .toList();
    this.thread = new Thread(this::run, "stalls");
    thread.start();
  }

  private void run() {
    while (!over) {
      signal("-STOP");
      Victim.pause(MILLIS);
      signal("-CONT");
      Victim.pause(MILLIS);
    }
  }

  private void signal(String signal) {
    String processes =
        ProcessHandle.allProcesses()
            .filter(process -> homes.stream().anyMatch(home -> Victim.worksIn(process, home)))
            .map(process -> Long.toString(process.pid()))
            .collect(Collectors.joining(" "));
    try {
      new ProcessBuilder("sh", "-c", "kill " + signal + " " + processes + " 2>/dev/null")
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void end() {
    over = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    signal("-CONT");
  }

  /** Runs some work while the servers stall. */
  static <T> T during(Cluster cluster, Supplier<T> work) {
    Stalls stalls = new Stalls(cluster);
    try {
      return work.get();
    } finally {
      stalls.end();
    }
  }
}
