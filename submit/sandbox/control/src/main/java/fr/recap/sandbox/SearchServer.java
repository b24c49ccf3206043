package fr.recap.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A search server, from the module of its name in {@code submit/sandbox}. */
final class SearchServer extends JvmServer {
  private final String main;
  private final int heapMegabytes;

  private SearchServer(
      Server server, String main, Layout layout, ServerLibraries libraries, int heapMegabytes) {
    super(server, layout, libraries);
    this.main = main;
    this.heapMegabytes = heapMegabytes;
  }

  static SearchServer elasticsearch(Layout layout, ServerLibraries libraries, int heapMegabytes) {
    return new SearchServer(
        Server.ELASTICSEARCH,
        "fr.recap.sandbox.elasticsearch.ElasticsearchNode",
        layout,
        libraries,
        heapMegabytes);
  }

  static SearchServer openSearch(Layout layout, ServerLibraries libraries, int heapMegabytes) {
    return new SearchServer(
        Server.OPENSEARCH,
        "fr.recap.sandbox.opensearch.OpenSearchNode",
        layout,
        libraries,
        heapMegabytes);
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
        "-Dlog4j.configurationFile=recap-%s-log4j2.properties".formatted(server().id()),
        "-Dio.netty.noUnsafe=true",
        "-Dio.netty.noKeySetOptimization=true",
        main,
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
