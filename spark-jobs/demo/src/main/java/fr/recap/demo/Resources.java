package fr.recap.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Reads the bundled lists of this package. */
final class Resources {
  private Resources() {}

  /** Lines of a list; it is unpacked if its name ends in {@code .gz}. */
  static List<String> lines(String name) {
    try (InputStream file = Resources.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("The jar lacks fr/recap/demo/" + name);
      }
      InputStream text = name.endsWith(".gz") ? new GZIPInputStream(file) : file;
      try (BufferedReader reader =
          new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8))) {
        return reader.lines().filter(line -> !line.isBlank()).toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read fr/recap/demo/" + name, e);
    }
  }

  /** Cells of a semicolon-separated table, without its header. */
  static List<String[]> table(String name) {
    return lines(name).stream().skip(1).map(line -> line.split(";", -1)).toList();
  }
}
