package fr.recap.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JVM that measures and prints {@code name=value} lines. */
final class ProbeProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader lines;
  private final Map<String, Double> figures = new LinkedHashMap<>();

  private ProbeProcess(Process process) {
    this.process = process;
    this.lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  static ProbeProcess start(List<String> command) throws IOException {
    return new ProbeProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** Waits until it has done all but telling its memory. */
  void awaitReady() throws IOException {
    for (String line = next(); !line.equals("ready"); line = next()) {
      take(line);
    }
  }

  /** Lets it tell its memory; others may be alive meanwhile. */
  Map<String, Double> finish() throws IOException {
    tell();
    for (String line = next(); !line.equals("told"); line = next()) {
      take(line);
    }
    return figures;
  }

  /** All that it prints until it ends. */
  Map<String, Double> rest() throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      take(line);
    }
    if (figures.isEmpty()) {
      throw new IOException("The measuring JVM ended without figures; its output says why");
    }
    return figures;
  }

  private void tell() throws IOException {
    OutputStream in = process.getOutputStream();
    in.write('\n');
    in.flush();
  }

  private String next() throws IOException {
    String line = lines.readLine();
    if (line == null) {
      throw new IOException("The measuring JVM ended early; its output says why");
    }
    return line;
  }

  private void take(String line) {
    int equals = line.indexOf('=');
    if (equals > 0) {
      figures.put(line.substring(0, equals), Double.parseDouble(line.substring(equals + 1)));
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
