package fr.recap.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A process of the sandbox's Spark cluster, run from the jars that jobs run with. It answers only
 * those who know the cluster's secret: whoever may submit a job runs code as the sandbox's user.
 */
abstract class SparkDaemon extends JvmServer {
  static final String HOST = "127.0.0.1";

  SparkDaemon(Server server, Layout layout, ServerLibraries libraries) {
    super(server, layout, libraries);
  }

  /** Address of the cluster. */
  static String master(Ports ports) {
    return "spark://" + HOST + ":" + ports.of(Server.SPARK_MASTER);
  }

  /** Where it listens, on loopback. */
  String host() {
    return HOST;
  }

  @Override
  void prepare() throws IOException {
    synchronized (SparkDaemon.class) {
      Files.createDirectories(layout().sparkHome());
      link(layout().sparkHome().resolve("jars"), libraries().sparkJars());
      link(layout().sparkHome().resolve("conf"), libraries().conf());
    }
  }

  /** Leaves a link alone that is right: executors may be starting from it. */
  private static void link(Path link, Path target) throws IOException {
    if (!Files.isSymbolicLink(link) || !Files.readSymbolicLink(link).equals(target)) {
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, target);
    }
  }

  @Override
  String classPath() {
    return layout().sparkHome().resolve("conf") + ":" + layout().sparkHome().resolve("jars") + "/*";
  }

  @Override
  Map<String, String> environment() throws IOException {
    return Map.of(
        "SPARK_HOME",
        layout().sparkHome().toString(),
        "SPARK_LOCAL_IP",
        host(),
        "SPARK_SCALA_VERSION",
        "2.12",
        "_SPARK_AUTH_SECRET",
        new Secrets(layout().secrets()).read(Secrets.SPARK));
  }

  @Override
  boolean answers(int port) {
    return Probe.listens(host(), port);
  }
}
