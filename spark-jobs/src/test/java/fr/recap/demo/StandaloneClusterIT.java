package fr.recap.demo;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.sandbox.Endpoints;
import fr.recap.sandbox.Sandbox;
import fr.recap.sandbox.SandboxOptions;
import fr.recap.sandbox.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The demo on a real cluster, through spark-submit and the shaded jar: what a class path, a closure
 * or a library does on executors shows only there. Its steps follow each other.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StandaloneClusterIT {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path TARGET = ROOT.resolve("spark-jobs/target");
  private static final List<String> TABLES =
      List.of(
          "rp_2026_codageauto_results",
          "rp_2026_output",
          "bi_topk_2026",
          "noncodable_2026",
          "rp_2026_monitoring");
  private static final int MINUTES = 15;

  @TempDir static Path folder;

  private static Sandbox sandbox;
  private static Endpoints endpoints;
  private static List<String> onCluster;

  @BeforeAll
  static void start() {
    sandbox =
        new Sandbox(
            folder.resolve("sandbox"),
            SandboxOptions.forTests(Server.POSTGRES, Server.ELASTICSEARCH, Server.S3).withSpark());
    endpoints = sandbox.start();
  }

  @AfterAll
  static void stop() {
    sandbox.stop();
  }

  @Test
  @Order(1)
  void theDemoRunsOnTwoWorkers() throws Exception {
    submit(
        cluster(),
        List.of(),
        "demo",
        "--forms=120",
        "--training-forms=1500",
        "--establishments=1000",
        "--seed=3");

    for (Server worker : List.of(Server.SPARK_WORKER_1, Server.SPARK_WORKER_2)) {
      try (Stream<Path> executors =
          Files.find(
              folder.resolve("sandbox").resolve(worker.id()).resolve("work"),
              3,
              (path, attributes) -> path.getFileName().toString().equals("stderr"))) {
        assertThat(executors).as("executors of " + worker.title()).isNotEmpty();
      }
    }
    onCluster = checksums();
  }

  @Test
  @Order(2)
  void aDriverOnTheClusterGivesTheSameTables() throws Exception {
    submit(
        cluster(), List.of("--deploy-mode", "cluster", "--driver-java-options", opens()), "code");

    try (Stream<Path> logs =
        Files.find(
            folder.resolve("sandbox"),
            4,
            (path, attributes) -> path.toString().contains("driver-") && path.endsWith("stdout"))) {
      assertThat(logs.map(StandaloneClusterIT::text).toList())
          .singleElement()
          .asString()
          .contains("120 forms of rp_2026: 120 coded");
    }
    assertThat(checksums()).isEqualTo(onCluster);
  }

  @Test
  @Order(3)
  void oneJvmTrainsAndCodesTheSame() throws Exception {
    Path local = folder.resolve("spark-local.conf");
    Files.writeString(
        local,
        Files.readString(ROOT.resolve("conf/spark-local.conf")).replace("local[*]", "local[2]"));
    submit(local, List.of(), "code");
    assertThat(checksums()).isEqualTo(onCluster);

    submit(local, List.of(), "train", "pcs");
    Path trainings = folder.resolve("sandbox/s3/data/recap/trainings/PCS");
    List<Path> both;
    try (Stream<Path> all = Files.list(trainings)) {
      both = all.filter(Files::isDirectory).sorted().toList();
    }
    assertThat(both).hasSize(2);
    for (String file : List.of("index.bin", "encoder-0.bin", "coder.json", "metrics.json")) {
      assertThat(both.get(1).resolve(file)).hasSameBinaryContentAs(both.get(0).resolve(file));
    }
  }

  @Test
  @Order(4)
  void whoDoesNotKnowTheSecretIsRefused() throws Exception {
    Path open = folder.resolve("without-secret.conf");
    Files.writeString(
        open, Files.readString(cluster()).replaceAll("(?m)^spark\\.authenticate.*$", ""));

    assertThat(
            run(command(open, List.of("--deploy-mode", "cluster"), "checksum", "rp_2026")).code())
        .isNotZero();
  }

  private static Path cluster() {
    return folder.resolve("sandbox/spark.conf");
  }

  private static List<String> checksums() throws Exception {
    Path local = ROOT.resolve("conf/spark-local.conf");
    List<String> sums = new ArrayList<>();
    for (String table : TABLES) {
      sums.add(submit(local, List.of(), "checksum", table).lines().reduce((a, b) -> b).orElse(""));
    }
    assertThat(sums).allMatch(sum -> sum.matches("[0-9a-f]{64}  .*"));
    return sums;
  }

  private static String submit(Path conf, List<String> options, String... job) throws Exception {
    Outcome outcome = run(command(conf, options, job));
    assertThat(outcome.code()).as(outcome.output()).isZero();
    return outcome.output();
  }

  private static List<String> command(Path conf, List<String> options, String... job)
      throws IOException {
    List<String> command =
        new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString()));
    command.addAll(List.of(opens().split(" ")));
    command.addAll(
        List.of(
            "-Xmx2g",
            "-Dlog4j2.configurationFile=" + ROOT.resolve("conf/log4j2.properties"),
            "-cp",
            TARGET.resolve("spark/jars") + "/*",
            "org.apache.spark.deploy.SparkSubmit",
            "--class",
            "fr.recap.cli.Main",
            "--properties-file",
            conf.toString()));
    command.addAll(options);
    try (Stream<Path> jars = Files.list(TARGET)) {
      command.add(
          jars.filter(jar -> jar.toString().endsWith("-all.jar"))
              .findFirst()
              .orElseThrow()
              .toString());
    }
    command.addAll(Arrays.asList(job));
    command.addAll(
        List.of(
            "--config",
            endpoints.confFile().toString(),
            "-D",
            "lots.size=10",
            "-D",
            "work-directory=\"" + folder.resolve("work") + "\""));
    return command;
  }

  /** What Spark needs of the JDK, as the POM has it. */
  private static String opens() {
    return System.getProperty("recap.add.opens");
  }

  private record Outcome(int code, String output) {}

  private static Outcome run(List<String> command) throws Exception {
    Path output = Files.createTempFile(folder, "job", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(false)
            .redirectError(folder.resolve(output.getFileName() + ".err").toFile())
            .redirectOutput(output.toFile());
    builder.environment().put("SPARK_SCALA_VERSION", "2.12");
    Process process = builder.start();
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("The job takes longer than " + MINUTES + " min: " + text(output));
    }
    return new Outcome(process.exitValue(), text(output));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
