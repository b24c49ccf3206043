package fr.recap.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import fr.recap.sandbox.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
  @TempDir static Path folder;

  private static Cluster cluster;
  private static Map<String, String> onCluster;

  @BeforeAll
  static void start() {
    cluster = new Cluster(folder);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  @Order(1)
  void theDemoRunsOnTwoWorkers() throws Exception {
    cluster.runDemo();

    for (Server worker : List.of(Server.SPARK_WORKER_1, Server.SPARK_WORKER_2)) {
      try (Stream<Path> executors =
          Files.find(
              cluster.home(worker).resolve("work"),
              3,
              (path, attributes) -> path.getFileName().toString().equals("stderr"))) {
        assertThat(executors).as("executors of " + worker.title()).isNotEmpty();
      }
    }
    onCluster = cluster.checksums(Cluster.CODED);
  }

  @Test
  @Order(2)
  void aDriverOnTheClusterGivesTheSameTables() throws Exception {
    cluster.run(
        cluster.onCluster(),
        List.of("--deploy-mode", "cluster", "--driver-java-options", Cluster.opens()),
        "code",
        "--all");

    try (Stream<Path> logs =
        Files.find(
            folder.resolve("sandbox"),
            4,
            (path, attributes) -> path.toString().contains("driver-") && path.endsWith("stdout"))) {
      assertThat(logs.map(Cluster::text).toList())
          .singleElement()
          .asString()
          .contains("120 forms of rp_2026: 120 coded");
    }
    assertThat(cluster.checksums(Cluster.CODED)).isEqualTo(onCluster);
  }

  @Test
  @Order(3)
  void oneJvmTrainsAndCodesTheSame() throws Exception {
    cluster.run(cluster.inOneJvm(), List.of(), "code", "--all");
    assertThat(cluster.checksums(Cluster.CODED)).isEqualTo(onCluster);

    cluster.run(cluster.inOneJvm(), List.of(), Cluster.quick("train", "pcs", "siret"));
    assertTrainedTheSame("PCS", "index.bin", "encoder-0.bin", "coder.json", "metrics.json");
    assertTrainedTheSame(
        "SIRET",
        "ranker.json",
        "automatic.json",
        "automatic-siren.json",
        "presence.json",
        "matcher.json",
        "metrics.json");
  }

  /** On the cluster by the demo, in one JVM since: as many tasks train together. */
  private static void assertTrainedTheSame(String model, String... files) throws IOException {
    List<Path> both;
    try (Stream<Path> all =
        Files.list(cluster.home(Server.S3).resolve("data/recap/trainings/" + model))) {
      both = all.filter(Files::isDirectory).sorted().toList();
    }
    assertThat(both).hasSize(2);
    for (String file : files) {
      assertThat(both.get(1).resolve(file)).hasSameBinaryContentAs(both.get(0).resolve(file));
    }
  }

  @Test
  @Order(4)
  void whoDoesNotKnowTheSecretIsRefused() throws Exception {
    Path open =
        Files.writeString(
            folder.resolve("without-secret.conf"),
            Files.readString(cluster.onCluster()).replaceAll("(?m)^spark\\.authenticate.*$", ""));

    Cluster.Outcome outcome =
        cluster.start(open, List.of("--deploy-mode", "cluster"), "checksum", "rp_2026").outcome();

    assertThat(outcome.code()).isNotZero();
  }

  /** Its address is not that of the client, whose settings the driver has. */
  @Test
  @Order(5)
  void aDriverOnTheSecondWorkerIsReachedByItsExecutors() throws Exception {
    cluster.sandbox().kill(Server.SPARK_WORKER_1);

    cluster.run(
        cluster.onCluster(),
        List.of("--deploy-mode", "cluster", "--driver-java-options", Cluster.opens()),
        "sql",
        "SELECT count(*) AS forms FROM rp_2026");

    try (Stream<Path> logs =
        Files.find(
            cluster.home(Server.SPARK_WORKER_2).resolve("work"),
            2,
            (path, attributes) -> path.toString().contains("driver-") && path.endsWith("stdout"))) {
      assertThat(logs.map(Cluster::text)).anyMatch(said -> said.contains("|  120|"));
    }
  }
}
