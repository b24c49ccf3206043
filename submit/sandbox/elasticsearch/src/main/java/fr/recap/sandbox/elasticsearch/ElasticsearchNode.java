package fr.recap.sandbox.elasticsearch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.elasticsearch.analysis.common.CommonAnalysisPlugin;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.index.mapper.MapperExtrasPlugin;
import org.elasticsearch.index.reindex.ReindexPlugin;
import org.elasticsearch.join.ParentJoinPlugin;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.painless.PainlessPlugin;
import org.elasticsearch.plugins.Plugin;
import org.elasticsearch.script.mustache.MustachePlugin;
import org.elasticsearch.transport.Netty4Plugin;

/** One node of Elasticsearch on 127.0.0.1, with the modules that the jobs use. */
public final class ElasticsearchNode extends Node {
  private static final List<Class<? extends Plugin>> MODULES =
      List.of(
          Netty4Plugin.class,
          CommonAnalysisPlugin.class,
          MustachePlugin.class,
          PainlessPlugin.class,
          MapperExtrasPlugin.class,
          ParentJoinPlugin.class,
          ReindexPlugin.class);

  private ElasticsearchNode(Environment environment) {
    super(environment, MODULES, false);
  }

  /** Runs a node with its data in {@code args[0]} and HTTP on port {@code args[1]}. */
  public static void main(String[] args) throws Exception {
    LogConfigurator.setNodeName("sandbox");
    ElasticsearchNode node = new ElasticsearchNode(environment(Path.of(args[0]), args[1]));
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
            .build();
    return InternalSettingsPreparer.prepareEnvironment(
        settings, Map.of(), home.resolve("config"), () -> "sandbox");
  }

  private static void close(ElasticsearchNode node) {
    try {
      node.close();
    } catch (IOException e) {
      System.err.println("The node did not close cleanly: " + e);
    }
  }
}
