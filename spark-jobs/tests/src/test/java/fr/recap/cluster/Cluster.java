package fr.recap.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.cli.Repository;
import fr.recap.config.ConfigLoader;
import fr.recap.config.RecapConfig;
import fr.recap.config.TableName;
import fr.recap.demo.SmallCampaign;
import fr.recap.postgres.TableChecksum;
import fr.recap.sandbox.Endpoints;
import fr.recap.sandbox.Sandbox;
import fr.recap.sandbox.SandboxOptions;
import fr.recap.sandbox.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * All servers of a sandbox with a cluster of two workers, of Spark itself or of YARN, and jobs that
 * spark-submit sends there, with the shaded jar and this build's Spark.
 */
final class Cluster implements AutoCloseable {
  /** Tables of a coded campaign. */
  static final List<String> CODED =
      List.of(
          "rp_2026_codageauto_results",
          "rp_2026_output",
          "bi_topk_2026",
          "noncodable_2026",
          "rp_2026_monitoring");

  private static final Path ROOT = Repository.root();
  private static final Path TARGET = ROOT.resolve("spark-jobs/target");
  private static final int MINUTES = 15;

  private final Path folder;
  private final Sandbox sandbox;
  private final RecapConfig config;
  private final String conf;

  /** How a job ended. */
  record Outcome(int code, String output, String errors) {}

  /** A job that runs: the process of spark-submit, and the files that it writes to. */
  record Job(Process process, Path output, Path errors) {
    /** Waits for its end, at most a quarter of an hour. */
    Outcome outcome() {
      try {
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
          process.destroyForcibly();
          throw new AssertionError("The job takes over " + MINUTES + " min: " + text(errors));
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
      return new Outcome(process.exitValue(), text(output), text(errors));
    }
  }

  /** Starts everything with a standalone cluster of Spark, with its data below a folder. */
  Cluster(Path folder) {
    this(folder, data().withSpark(), "spark.conf");
  }

  /** Starts everything with YARN and HDFS, with its data below a folder. */
  static Cluster ofYarn(Path folder) {
    return new Cluster(folder, data().withYarn(), "spark-yarn.conf");
  }

  private static SandboxOptions data() {
    return SandboxOptions.forTests(Server.POSTGRES, Server.ELASTICSEARCH, Server.S3);
  }

  private Cluster(Path folder, SandboxOptions options, String conf) {
    this.folder = folder;
    this.conf = conf;
    this.sandbox = new Sandbox(folder.resolve("sandbox"), options);
    Endpoints endpoints = sandbox.start();
    this.config =
        ConfigLoader.load(
            List.of(endpoints.confFile()), Map.of("work-directory", work().toString()));
  }

  Sandbox sandbox() {
    return sandbox;
  }

  /** The settings that jobs get. */
  RecapConfig config() {
    return config;
  }

  /** Scratch and caches of the jobs. */
  Path work() {
    return folder.resolve("work");
  }

  /** Folder of a server of the sandbox. */
  Path home(Server server) {
    return folder.resolve("sandbox").resolve(server.id());
  }

  /** Spark's settings of a run on the cluster. */
  Path onCluster() {
    return folder.resolve("sandbox").resolve(conf);
  }

  /** Spark's settings of a run in one JVM with as many threads as the cluster has executors. */
  Path inOneJvm() throws IOException {
    return Files.writeString(
        folder.resolve("spark-local.conf"),
        Files.readString(ROOT.resolve("conf/spark-local.conf")).replace("local[*]", "local[2]"));
  }

  /** What Spark needs of the JDK, as the POM has it. */
  static String opens() {
    return System.getProperty("recap.add.opens");
  }

  /** Runs a job that must end well; gives what it printed. */
  String run(Path conf, List<String> options, String... job) {
    Outcome outcome = start(conf, options, job).outcome();
    assertThat(outcome.code()).as(outcome.output() + outcome.errors()).isZero();
    return outcome.output();
  }

  /** Runs the demo on the cluster: the same models as elsewhere, few forms, quick trainings. */
  void runDemo(String... options) {
    List<String> job = new ArrayList<>();
    job.addAll(
        List.of(
            "demo",
            "--forms=120",
            "--training-forms=1500",
            "--establishments=1000",
            "--yardstick-forms=0",
            "--seed=3",
            // Coders with word vectors take twice as long; that of professions has them.
            "-Dnomenclatures.naf.vectors=null"));
    job.addAll(List.of(options));
    run(onCluster(), List.of(), quick(job.toArray(String[]::new)));
  }

  /** A job with the settings of quick trainings. */
  static String[] quick(String... job) {
    List<String> all = new ArrayList<>(List.of(job));
    SmallCampaign.QUICK_TRAININGS.forEach((key, value) -> all.add("-D" + key + "=" + value));
    return all.toArray(String[]::new);
  }

  /**
   * Starts a job.
   *
   * @param conf Spark's settings
   * @param options further ones of spark-submit
   * @param job its name and arguments
   */
  Job start(Path conf, List<String> options, String... job) {
    try {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
      command.addAll(List.of(opens().split(" ")));
      command.addAll(
          List.of(
              "-Xmx2g",
              "-Dlog4j2.configurationFile=" + ROOT.resolve("conf/log4j2.properties"),
              "-cp",
              folder.resolve("sandbox/hadoop-conf") + ":" + sparkJars() + "/*",
              "org.apache.spark.deploy.SparkSubmit",
              "--class",
              "fr.recap.cli.Main",
              "--properties-file",
              conf.toString()));
      command.addAll(options);
      if (job[0].equals("demo")) {
        command.addAll(List.of("--jars", jar("demo").toString()));
      }
      command.add(jar().toString());
      command.add(job[0]);
      command.addAll(
          List.of(
              "--config",
              sandbox.endpoints().confFile().toString(),
              "-D",
              "lots.size=10",
              "-D",
              "work-directory=\"" + work() + "\""));
      command.addAll(List.of(job).subList(1, job.length));
      Path output = Files.createTempFile(folder, job[0] + "-", ".out");
      Path errors = Path.of(output.toString().replace(".out", ".err"));
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile());
      builder.environment().put("SPARK_SCALA_VERSION", "2.12");
      builder
          .environment()
          .put("HADOOP_CONF_DIR", folder.resolve("sandbox/hadoop-conf").toString());
      return new Job(builder.start(), output, errors);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** What jobs run with. */
  static Path sparkJars() {
    return TARGET.resolve("spark/jars");
  }

  /** The shaded jar. */
  static Path jar() throws IOException {
    try (Stream<Path> jars = Files.list(TARGET)) {
      return jars.filter(jar -> jar.toString().endsWith("-all.jar")).findFirst().orElseThrow();
    }
  }

  /** The jar of a module below the jobs. */
  static Path jar(String module) throws IOException {
    try (Stream<Path> jars = Files.list(ROOT.resolve("spark-jobs/" + module + "/target"))) {
      return jars.filter(jar -> jar.toString().endsWith(".jar")).findFirst().orElseThrow();
    }
  }

  /** Checksums of tables, by name. */
  Map<String, String> checksums(List<String> tables) {
    Map<String, String> sums = new TreeMap<>();
    for (String table : tables) {
      sums.put(table, TableChecksum.of(config.postgres(), TableName.parse(table)));
    }
    return sums;
  }

  /** The content of a text file. */
  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    sandbox.stop();
  }
}
