package fr.recap.udfs.vectors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory of this process, as Linux tells it. */
final class ProcessMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path MAPPINGS = Path.of("/proc/self/smaps");

  private ProcessMemory() {}

  /** Bytes that this process alone holds: private pages of everything but a mapped file. */
  static long privateBytes(Path mapped) throws IOException {
    long bytes = 0;
    boolean ofFile = false;
    for (String line : Files.readAllLines(MAPPINGS)) {
      if (line.startsWith("Private_")) {
        bytes += ofFile ? 0 : kilobytes(line);
      } else if (!line.substring(0, Math.min(line.length(), 12)).contains(":")
          && line.contains("-")) {
        ofFile = line.endsWith(mapped.toRealPath().toString());
      }
    }
    return bytes;
  }

  /**
   * Bytes of a line of the process's status: {@code RssAnon} are resident pages that nothing but
   * this process can give back, {@code RssFile} those of files, which are the page cache's.
   */
  static long status(String name) throws IOException {
    for (String line : Files.readAllLines(STATUS)) {
      if (line.startsWith(name + ":")) {
        return kilobytes(line);
      }
    }
    return 0;
  }

  private static long kilobytes(String line) {
    return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
  }
}
