package fr.recap.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A node manager of YARN. Its containers are processes of their own, which work in its folder and
 * end with it; what they print stays in its folder {@code logs} for three hours.
 */
final class NodeManager extends HadoopDaemon {
  NodeManager(Server server, Layout layout, ServerLibraries libraries) {
    super(server, layout, libraries);
  }

  @Override
  String main() {
    return "org.apache.hadoop.yarn.server.nodemanager.NodeManager";
  }

  @Override
  Map<String, String> settings(int port) {
    return Map.of(
        "yarn.nodemanager.address",
        host() + ":" + port,
        "yarn.nodemanager.localizer.address",
        host() + ":0",
        "yarn.nodemanager.webapp.address",
        host() + ":0",
        "yarn.nodemanager.local-dirs",
        folder("local").toString(),
        "yarn.nodemanager.log-dirs",
        folder("logs").toString());
  }

  /** Containers start the Java that it names. */
  @Override
  Map<String, String> environment() {
    return Map.of("JAVA_HOME", System.getProperty("java.home"));
  }

  @Override
  boolean follows() {
    return true;
  }

  /** The second one has an address of its own, as a second machine has. */
  private String host() {
    return server() == Server.NODE_MANAGER_2 ? "127.0.0.2" : HOST;
  }

  @Override
  List<ProcessHandle> processes() {
    return Processes.find(
        entry ->
            isServer(entry)
                || Processes.link(entry, "cwd")
                    .filter(at -> at.startsWith(folder("local")))
                    .isPresent());
  }

  @Override
  boolean answers(int port) {
    return Probe.listens(host(), port);
  }

  @Override
  void settle(int port) {
    waitUntil(
        Duration.ofSeconds(30),
        () ->
            Probe.says(
                ResourceManager.WEB,
                port(Server.RESOURCE_MANAGER),
                "/ws/v1/cluster/nodes?states=RUNNING",
                ":" + port + "\""));
  }
}
