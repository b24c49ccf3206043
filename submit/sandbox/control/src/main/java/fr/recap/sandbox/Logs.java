package fr.recap.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The servers' logs. */
final class Logs {
  private static final long LARGEST = 20L << 20;
  private static final int TAIL = 15;

  private Logs() {}

  /** Sets a large log aside before a start, keeping one. */
  static void rotate(Path log) throws IOException {
    if (Files.exists(log) && Files.size(log) > LARGEST) {
      Files.move(
          log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Its last lines. */
  static String tail(Path log) {
    try {
      List<String> lines =
          List.of(new String(Files.readAllBytes(log), StandardCharsets.UTF_8).split("\n"));
      return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
    } catch (IOException e) {
      return "(not readable: " + e + ")";
    }
  }
}
