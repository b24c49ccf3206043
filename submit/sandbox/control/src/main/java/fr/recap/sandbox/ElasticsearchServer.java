package fr.recap.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Elasticsearch, from the module {@code submit/sandbox/elasticsearch}. */
final class ElasticsearchServer extends JvmServer {
  private static final String MAIN = "fr.recap.sandbox.elasticsearch.ElasticsearchNode";

  private final int heapMegabytes;

  ElasticsearchServer(Layout layout, ServerLibraries libraries, int heapMegabytes) {
    super(Server.ELASTICSEARCH, layout, libraries);
    this.heapMegabytes = heapMegabytes;
  }

  @Override
  void prepare() throws IOException {
    Path home = layout().home(server());
    Files.createDirectories(home.resolve("tmp"));
    Files.createDirectories(home.resolve("config"));
  }

  @Override
  List<String> command(int port) {
    Path home = layout().home(server());
    return List.of(
        "-Xms" + heapMegabytes + "m",
        "-Xmx" + heapMegabytes + "m",
        "-Djava.io.tmpdir=" + home.resolve("tmp"),
        "-Dlog4j2.disable.jmx=true",
        "-Dlog4j.configurationFile=recap-elasticsearch-log4j2.properties",
        "-Dio.netty.noUnsafe=true",
        "-Dio.netty.noKeySetOptimization=true",
        MAIN,
        home.toString(),
        Integer.toString(port));
  }

  @Override
  boolean answers(int port) {
    return Probe.http(port, "/") == 200;
  }

  @Override
  void settle(int port) {
    // After a crash the shards replay their log; yellow is the best that one node can reach.
    waitUntil(
        Duration.ofSeconds(30),
        () -> Probe.http(port, "/_cluster/health?wait_for_status=yellow&timeout=1s") == 200);
  }
}
