package fr.recap.runtime;

import dev.ludovic.netlib.blas.BLAS;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** A JVM of its own that opens a session as a job does, and waits for the end of its input. */
final class SessionProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader lines;

  private SessionProcess(Process process) {
    this.process = process;
    this.lines = process.inputReader();
  }

  static SessionProcess start(List<String> jvmOptions, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC"));
    for (String name :
        List.of("java.lang", "java.lang.invoke", "java.nio", "java.util", "sun.nio.ch")) {
      command.add("--add-opens=java.base/" + name + "=ALL-UNNAMED");
    }
    command.addAll(jvmOptions);
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(SessionProcess.class.getName());
    command.addAll(List.of(arguments));
    return new SessionProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /**
   * {@code algebra}: the class that MLlib calculates with where nobody asks for Java; {@code
   * session WORK}: a session's settings, then the end of its input is awaited.
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments[0].equals("algebra")) {
      System.out.println("algebra=" + BLAS.getInstance().getClass().getSimpleName());
      return;
    }
    SparkSession spark =
        Sessions.open(
            "test",
            Path.of(arguments[1]),
            Map.of("spark.master", "local[1]", "spark.driver.host", "127.0.0.1"));
    long rows = spark.range(10).repartition(2).count();
    System.out.println("rows=" + rows);
    System.out.println("algebra=" + JvmOptions.algebraClass());
    for (String key :
        List.of(
            "spark.local.dir",
            "spark.ui.enabled",
            "spark.ui.killEnabled",
            "spark.locality.wait",
            "spark.executor.defaultJavaOptions")) {
      System.out.println(key + "=" + spark.sparkContext().getConf().get(key, ""));
    }
    System.out.println("ready=");
    int end = System.in.read();
    System.out.println("end=" + end);
    spark.stop();
  }

  /** The rest of the line that begins so. */
  String value(String name) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(name + "=")) {
        return line.substring(name.length() + 1);
      }
    }
    throw new IOException("The JVM ended before it said " + name);
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  void end() throws IOException, InterruptedException {
    process.getOutputStream().close();
    process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
