package fr.recap.models;

import fr.recap.config.StoreSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A JVM of its own that fetches a version, and uses it until it is told to end or is killed. */
final class FetchProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader lines;

  private FetchProcess(Process process) {
    this.process = process;
    this.lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Starts one; {@link #fetched} waits for it. */
  static FetchProcess start(Path root, Path work, long cacheBytes, String version)
      throws IOException {
    return new FetchProcess(
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                FetchProcess.class.getName(),
                root.toString(),
                work.toString(),
                Long.toString(cacheBytes),
                version)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  static StoreSettings settings(Path root, long cacheBytes) {
    return new StoreSettings(
        root.toUri().toString(),
        Optional.empty(),
        "us-east-1",
        true,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        cacheBytes,
        List.of());
  }

  /** {@code ROOT WORK CACHE-BYTES VERSION}. */
  public static void main(String[] arguments) throws IOException {
    ModelRef ref =
        new ModelRef(
            settings(Path.of(arguments[0]), Long.parseLong(arguments[2])),
            arguments[3].replaceFirst("_.*", ""),
            arguments[3],
            arguments[1]);
    System.out.println("begins");
    System.out.println("fetched " + ref.fetch());
    int end = System.in.read();
    System.out.println("ends " + end);
  }

  /** Waits until it is about to fetch. */
  void awaitStart() throws IOException {
    line("begins");
  }

  /** Waits for its copy. */
  Path fetched() throws IOException {
    return Path.of(line("fetched ").substring("fetched ".length()));
  }

  /** Whether it has printed since. */
  boolean hasAnswered() throws IOException {
    return lines.ready();
  }

  /** Ends it at once, as the system does: nothing of its own runs any more. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  private String line(String start) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(start)) {
        return line;
      }
    }
    throw new IOException("The JVM ended before it said: " + start);
  }

  /** Ends it in peace. */
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    process.destroy();
    process.onExit().join();
  }
}
