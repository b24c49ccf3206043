package fr.recap.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A worker of the Spark cluster. Its executors and drivers are processes of their own, which work
 * in its folder and end with it.
 */
final class SparkWorker extends SparkDaemon {
  SparkWorker(Server server, Layout layout, ServerLibraries libraries) {
    super(server, layout, libraries);
  }

  @Override
  List<String> command(int port) throws IOException {
    return List.of(
        "-Xmx512m",
        "-Dspark.authenticate=true",
        "-Dspark.network.crypto.enabled=true",
        "-Dspark.ui.killEnabled=false",
        // Each job leaves a copy of its jar behind.
        "-Dspark.worker.cleanup.enabled=true",
        "-Dspark.worker.cleanup.appDataTtl=86400",
        "org.apache.spark.deploy.worker.Worker",
        "--host",
        host(),
        "--port",
        Integer.toString(port),
        "--webui-port",
        "0",
        // One for an executor, one for a driver in cluster mode.
        "--cores",
        "2",
        "--memory",
        "8g",
        "--work-dir",
        work().toString(),
        master(Ports.load(layout().ports())));
  }

  /** Workers look for their master as they start. */
  @Override
  boolean follows() {
    return true;
  }

  /**
   * The second worker has an address of its own, as a second machine has: Spark runs a slow task
   * twice only if it can do so on another host.
   */
  @Override
  String host() {
    return server() == Server.SPARK_WORKER_2 ? "127.0.0.2" : HOST;
  }

  @Override
  List<ProcessHandle> processes() {
    return Processes.find(
        entry ->
            isServer(entry)
                || Processes.link(entry, "cwd").filter(at -> at.startsWith(work())).isPresent());
  }

  private Path work() {
    return layout().home(server()).resolve("work");
  }
}
