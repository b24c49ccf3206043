package fr.recap.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fr.recap.cli.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A distribution of Spark such as users have, with a clone that was built beside it and a
 * standalone cluster of its own.
 */
public final class SparkDistribution implements AutoCloseable {
  private static final int MINUTES = 5;
  private static final String HOST = "127.0.0.1";

  private final Path home;
  private final Path folder;
  private final Path clone;
  private final Deque<Process> daemons = new ArrayDeque<>();

  /** How a command ended. */
  record Outcome(int code, String output, String errors) {}

  /**
   * The folder that RECAP_TEST_SPARK_HOME, else SPARK_HOME names; without one the test is skipped.
   */
  public static Path required() {
    Optional<Path> found =
        Stream.of("RECAP_TEST_SPARK_HOME", "SPARK_HOME")
            .map(System::getenv)
            .filter(Objects::nonNull)
            .map(Path::of)
            .filter(home -> Files.isExecutable(home.resolve("bin/spark-submit")))
            .findFirst();
    assumeTrue(
        found.isPresent(),
        "Neither RECAP_TEST_SPARK_HOME nor SPARK_HOME names a distribution of Spark (pip install pyspark): it is not tried");
    return found.get();
  }

  /**
   * @param home that of the distribution
   * @param folder for all that commands write
   */
  SparkDistribution(Path home, Path folder) throws IOException {
    this.home = home;
    this.folder = folder;
    this.clone = layOutClone(folder.resolve("clone"));
  }

  /** Links to this clone, and a mark that it was built: the launcher then builds nothing. */
  private static Path layOutClone(Path clone) throws IOException {
    Path root = Repository.root();
    Path target = Files.createDirectories(clone.resolve("spark-jobs/target"));
    Files.createDirectories(clone.resolve("submit"));
    for (String linked :
        List.of(
            "pom.xml",
            "conf",
            "udfs",
            "notebooks-java",
            "submit/sandbox",
            "submit/image",
            "spark-jobs/pom.xml",
            "spark-jobs/src",
            "spark-jobs/demo",
            "spark-jobs/bench",
            "spark-jobs/target/spark",
            "spark-jobs/target/" + Cluster.jar().getFileName())) {
      Files.createSymbolicLink(clone.resolve(linked), root.resolve(linked));
    }
    Files.copy(root.resolve("submit/recap"), clone.resolve("submit/recap"));
    Files.createFile(target.resolve("recap-built"));
    return clone;
  }

  /** A file of the distribution, such as {@code bin/spark-submit}. */
  String file(String path) {
    return home.resolve(path).toString();
  }

  /** Starts a master and a worker by the settings that {@code conf/} has for them; gives these. */
  Path startCluster() throws IOException, InterruptedException {
    int port = freePort();
    Path conf =
        Files.writeString(
            folder.resolve("spark-standalone.conf"),
            Files.readString(clone.resolve("conf/spark-standalone.conf"))
                    .replace("MASTER:7077", HOST + ":" + port)
                    .replace(" SECRET", " KnownToTheClusterAlone")
                    .replaceAll("(?m)^(spark.*memory) .*$", "$1 1g")
                + "spark.standalone.submit.waitAppCompletion true\n");
    daemon("master.Master", port, conf);
    daemon(
        "worker.Worker",
        freePort(),
        conf,
        "--cores",
        "3",
        "--memory",
        "4g",
        "--work-dir",
        work().toString(),
        "spark://" + HOST + ":" + port);
    return conf;
  }

  /** Where drivers and executors of the cluster write. */
  Path work() {
    return folder.resolve("worker");
  }

  private void daemon(String role, int port, Path conf, String... more)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                file("bin/spark-class"),
                "org.apache.spark.deploy." + role,
                "--properties-file",
                conf.toString(),
                "--host",
                HOST,
                "--port",
                Integer.toString(port),
                "--webui-port",
                "0"));
    command.addAll(List.of(more));
    ProcessBuilder builder = builder(command);
    builder.environment().put("SPARK_DAEMON_MEMORY", "256m");
    Path log = folder.resolve(role + ".log");
    Process daemon = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    daemons.push(daemon);
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (!listens(port)) {
      assertThat(daemon.isAlive() && System.nanoTime() < end).as(Cluster.text(log)).isTrue();
      Thread.sleep(50);
    }
  }

  /** Runs a job by the launcher. */
  Outcome recap(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(clone.resolve("submit/recap").toString());
    command.addAll(List.of(arguments));
    return run(builder(command));
  }

  /** Runs a line of bash in the clone, with the distribution's programs on the path. */
  Outcome bash(String line) throws IOException, InterruptedException {
    ProcessBuilder builder = builder(List.of("bash", "-c", line)).directory(clone.toFile());
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().merge("PATH", file("bin") + ":", (path, bin) -> bin + path);
    return run(builder);
  }

  /** Runs a command with nothing in its environment but path, home and Java, as schedulers do. */
  Outcome bare(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder = builder(command);
    builder.environment().keySet().retainAll(List.of("PATH", "HOME", "JAVA_HOME"));
    return run(builder);
  }

  private ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("SPARK_"));
    builder.environment().put("SPARK_HOME", home.toString());
    builder.environment().put("SPARK_LOCAL_IP", HOST);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return builder;
  }

  private Outcome run(ProcessBuilder builder) throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "run-", ".out");
    Path errors = Files.createTempFile(folder, "run-", ".err");
    Process process =
        builder.redirectOutput(output.toFile()).redirectError(errors.toFile()).start();
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new AssertionError(builder.command() + " takes too long: " + Cluster.text(errors));
    }
    return new Outcome(process.exitValue(), Cluster.text(output), Cluster.text(errors));
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the cluster, the worker first, with its executors. */
  @Override
  public void close() {
    while (!daemons.isEmpty()) {
      Process daemon = daemons.pop();
      List<ProcessHandle> started = daemon.descendants().toList();
      daemon.destroy();
      try {
        if (!daemon.waitFor(20, TimeUnit.SECONDS)) {
          daemon.destroyForcibly();
        }
      } catch (InterruptedException e) {
        daemon.destroyForcibly();
        Thread.currentThread().interrupt();
      }
      started.forEach(ProcessHandle::destroyForcibly);
    }
  }
}
