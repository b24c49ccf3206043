package fr.recap.sandbox.opensearch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.opensearch.analysis.common.CommonAnalysisPlugin;
import org.opensearch.common.logging.LogConfigurator;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.index.mapper.MapperExtrasPlugin;
import org.opensearch.index.reindex.ReindexPlugin;
import org.opensearch.join.ParentJoinPlugin;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.painless.PainlessPlugin;
import org.opensearch.plugins.Plugin;
import org.opensearch.script.mustache.MustachePlugin;
import org.opensearch.transport.Netty4Plugin;

/** One node of OpenSearch on 127.0.0.1, with the modules that the jobs use. */
public final class OpenSearchNode extends Node {
  private static final List<Class<? extends Plugin>> MODULES =
      List.of(
          Netty4Plugin.class,
          CommonAnalysisPlugin.class,
          MustachePlugin.class,
          PainlessPlugin.class,
          MapperExtrasPlugin.class,
          ParentJoinPlugin.class,
          ReindexPlugin.class);

  private OpenSearchNode(Environment environment) {
    super(environment, MODULES, false);
  }

  /** Runs a node with its data in {@code args[0]} and HTTP on port {@code args[1]}. */
  public static void main(String[] args) throws Exception {
    LogConfigurator.setNodeName("sandbox");
    OpenSearchNode node = new OpenSearchNode(environment(Path.of(args[0]), args[1]));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node), "close"));
    node.start();
    // The node's own threads are daemons: this one keeps the JVM until a signal ends it.
    new CountDownLatch(1).await();
  }

  private static Environment environment(Path home, String port) {
    Settings settings =
        Settings.builder()
            .put("path.home", home)
            .put("path.data", home.resolve("data"))
            .put("path.logs", home.resolve("logs"))
            .put("cluster.name", "recap-sandbox")
            .put("node.name", "sandbox")
            .put("discovery.type", "single-node")
            .put("network.host", "127.0.0.1")
            .put("http.port", port)
            .put("transport.port", "0")
            .put("transport.type", "netty4")
            .put("http.type", "netty4")
            .put("cluster.routing.allocation.disk.threshold_enabled", false)
            // Else elasticsearch-spark takes it for an Elasticsearch 2 and refuses it.
            .put("compatibility.override_main_response_version", true)
            .build();
    return InternalSettingsPreparer.prepareEnvironment(
        settings, Map.of(), home.resolve("config"), () -> "sandbox");
  }

  private static void close(OpenSearchNode node) {
    try {
      node.close();
    } catch (IOException e) {
      System.err.println("The node did not close cleanly: " + e);
    }
  }
}
