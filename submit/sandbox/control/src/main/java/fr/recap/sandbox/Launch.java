package fr.recap.sandbox;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Starts processes that outlive this one. */
final class Launch {
  private Launch() {}

  /**
   * Starts a command with its output appended to a log and nothing to read.
   *
   * @param environment variables beside the caller's harmless ones
   */
  static Process start(
      List<String> command, Path directory, Path log, Map<String, String> environment)
      throws IOException {
    // What a server writes is its owner's alone; the store takes a file that others may read for a
    // public object.
    List<String> full = new ArrayList<>(List.of("sh", "-c", "umask 077; exec \"$@\"", "sh"));
    // Signals to the caller's terminal must not reach it.
    if (onPath("setsid")) {
      full.add("setsid");
    }
    full.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(full)
            .directory(directory.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    clean(builder);
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** Removes what would change the behaviour of a server or hand it the caller's secrets. */
  static void clean(ProcessBuilder builder) {
    builder
        .environment()
        .keySet()
        .removeIf(
            name ->
                name.startsWith("JAVA_TOOL_OPTIONS")
                    || name.startsWith("JDK_JAVA_OPTIONS")
                    || name.startsWith("_JAVA_OPTIONS")
                    || name.equals("CLASSPATH")
                    || name.startsWith("RECAP_")
                    || name.startsWith("SPARK_")
                    || name.startsWith("AWS_")
                    || name.startsWith("PG")
                    || name.startsWith("S3PROXY_"));
  }

  /** The JVM that runs this. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  static boolean onPath(String program) {
    String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
    return Stream.of(path.split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
