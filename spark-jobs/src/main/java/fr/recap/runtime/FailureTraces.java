package fr.recap.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The traces of failed jobs, a file each, which nobody needs once the failure is understood. */
public final class FailureTraces {
  private static final String FOLDER = "failures";

  private FailureTraces() {}

  /** Their folder, which need not be there. */
  public static Path of(Path workDirectory) {
    return workDirectory.resolve(FOLDER);
  }

  /**
   * Old ones.
   *
   * @param before written before it
   * @param remove whether they are removed too
   * @return in the order of their names
   */
  public static List<Path> old(Path workDirectory, Instant before, boolean remove)
      throws IOException {
    Path folder = of(workDirectory);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> old = new ArrayList<>();
    try (Stream<Path> traces = Files.list(folder)) {
      for (Path trace : traces.filter(Files::isRegularFile).sorted().toList()) {
        if (Files.getLastModifiedTime(trace).toInstant().isBefore(before)) {
          old.add(trace);
        }
      }
    }
    if (remove) {
      for (Path trace : old) {
        Files.deleteIfExists(trace);
      }
    }
    return old;
  }
}
