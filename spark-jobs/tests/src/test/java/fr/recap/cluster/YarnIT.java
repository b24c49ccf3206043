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
 * The demo on YARN, with the models on HDFS and the settings that {@code conf/} has for it. {@code
 * mvn verify -Pyarn} runs it and fetches YARN. Its steps follow each other.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class YarnIT {
  private static final String ON_HDFS = "-Dstore.root=hdfs:///user/recap/models";

  @TempDir static Path folder;

  private static Cluster cluster;
  private static Map<String, String> onYarn;

  @BeforeAll
  static void start() {
    cluster = Cluster.ofYarn(folder);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  @Order(1)
  void theDemoRunsOnTwoNodes() throws Exception {
    cluster.runDemo(ON_HDFS);

    // Two executors don't fit on one node.
    for (Server node : List.of(Server.NODE_MANAGER_1, Server.NODE_MANAGER_2)) {
      assertThat(outputs(node, "stderr")).as("containers of " + node.title()).isNotEmpty();
    }
    onYarn = cluster.checksums(Cluster.CODED);
  }

  @Test
  @Order(2)
  void aDriverInAContainerGivesTheSameTables() throws Exception {
    cluster.run(cluster.onCluster(), List.of("--deploy-mode", "cluster"), "code", "--all", ON_HDFS);

    assertThat(
            Stream.concat(
                outputs(Server.NODE_MANAGER_1, "stdout").stream(),
                outputs(Server.NODE_MANAGER_2, "stdout").stream()))
        .anyMatch(said -> said.contains("120 forms of rp_2026: 120 coded"));
    assertThat(cluster.checksums(Cluster.CODED)).isEqualTo(onYarn);
  }

  @Test
  @Order(3)
  void oneJvmCodesTheSame() throws Exception {
    cluster.run(cluster.inOneJvm(), List.of(), "code", "--all", ON_HDFS);

    assertThat(cluster.checksums(Cluster.CODED)).isEqualTo(onYarn);
  }

  /** What containers of a node printed. */
  private static List<String> outputs(Server node, String name) throws IOException {
    try (Stream<Path> logs =
        Files.find(
            cluster.home(node).resolve("logs"), 3, (path, attributes) -> path.endsWith(name))) {
      return logs.map(Cluster::text).toList();
    }
  }
}
