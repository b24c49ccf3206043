package fr.recap.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Processes as {@code /proc} shows them. */
final class Processes {
  private static final Path PROC = Path.of("/proc");

  private Processes() {}

  /** Living processes that fit, without the zombies. */
  static List<ProcessHandle> find(Predicate<Path> fits) {
    List<ProcessHandle> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path entry : entries) {
        if (fits.test(entry)) {
          ProcessHandle.of(Long.parseLong(entry.getFileName().toString())).ifPresent(found::add);
        }
      }
    } catch (IOException e) {
      throw new SandboxException("The sandbox needs Linux with a readable /proc: " + e, e);
    }
    return found;
  }

  /** Arguments of a process, the program first; empty for a zombie or another user's secret. */
  static List<String> arguments(Path entry) {
    try {
      String line = Files.readString(entry.resolve("cmdline"), StandardCharsets.ISO_8859_1);
      return List.of(line.split("\0"));
    } catch (IOException gone) {
      return List.of();
    }
  }

  /** Target of one of its links, such as {@code cwd}. */
  static Optional<Path> link(Path entry, String name) {
    try {
      return Optional.of(Files.readSymbolicLink(entry.resolve(name)));
    } catch (IOException goneOrForeign) {
      return Optional.empty();
    }
  }

  /** The entry of a process. */
  static Path entry(ProcessHandle process) {
    return PROC.resolve(Long.toString(process.pid()));
  }

  /** Encodes a path as {@link #arguments} decodes it. */
  static String asArgument(Path path) {
    return new String(
        path.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /** Asks for a fast, clean end, which {@link ProcessHandle#destroy} is not for PostgreSQL. */
  static void interrupt(ProcessHandle process) {
    try {
      new ProcessBuilder("sh", "-c", "kill -INT " + process.pid())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      process.destroy();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Sleeps; an interruption ends what waits. */
  static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  static SandboxException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new SandboxException("Interrupted while waiting for the sandbox", e);
  }
}
