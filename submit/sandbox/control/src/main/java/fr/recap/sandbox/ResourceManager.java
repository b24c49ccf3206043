package fr.recap.sandbox;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** The resource manager of YARN. */
final class ResourceManager extends HadoopDaemon {
  /** Host of its page, on the port of the server. */
  static final String WEB = "127.0.0.2";

  private int scheduler;
  private int tracker;

  ResourceManager(Layout layout, ServerLibraries libraries) {
    super(Server.RESOURCE_MANAGER, layout, libraries);
  }

  @Override
  String main() {
    return "org.apache.hadoop.yarn.server.resourcemanager.ResourceManager";
  }

  /** Hadoop's metrics take two services of one port for one. */
  @Override
  void claimFurther(Ports ports) throws IOException {
    scheduler = ports.claim("resource-manager-scheduler");
    tracker = ports.claim("resource-manager-tracker");
  }

  @Override
  void announce(int port) throws IOException {
    Map<String, String> site = new TreeMap<>();
    site.put("yarn.resourcemanager.address", HOST + ":" + port);
    site.put("yarn.resourcemanager.webapp.address", WEB + ":" + port);
    site.put("yarn.resourcemanager.scheduler.address", HOST + ":" + scheduler);
    site.put("yarn.resourcemanager.resource-tracker.address", HOST + ":" + tracker);
    site.put("yarn.resourcemanager.admin.address", HOST + ":0");
    site.put("yarn.scheduler.capacity.root.queues", "default");
    site.put("yarn.scheduler.capacity.root.default.capacity", "100");
    site.put("yarn.scheduler.capacity.maximum-am-resource-percent", "1");
    // Else a node takes no containers while its disk is over 90 % full.
    site.put(
        "yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage", "100");
    site.put("yarn.nodemanager.container-monitor.procfs-tree.smaps-based-rss.enabled", "true");
    // Else node managers leave limits of memory to control groups, which they don't use here.
    site.put("yarn.nodemanager.resource.memory.enforced", "false");
    site.put("yarn.nodemanager.vmem-check-enabled", "false");
    site.put("yarn.nodemanager.resource.memory-mb", "7168");
    write("yarn-site.xml", site);
  }

  @Override
  boolean answers(int port) {
    return Probe.says(WEB, port, "/ws/v1/cluster/info", "STARTED");
  }
}
