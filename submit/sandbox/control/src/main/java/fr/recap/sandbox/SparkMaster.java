package fr.recap.sandbox;

import java.util.List;

/** The master of the Spark cluster. */
final class SparkMaster extends SparkDaemon {
  SparkMaster(Layout layout, ServerLibraries libraries) {
    super(Server.SPARK_MASTER, layout, libraries);
  }

  @Override
  List<String> command(int port) {
    return List.of(
        "-Xmx512m",
        "-Dspark.authenticate=true",
        "-Dspark.network.crypto.enabled=true",
        // Its page has no login.
        "-Dspark.ui.killEnabled=false",
        "org.apache.spark.deploy.master.Master",
        "--host",
        HOST,
        "--port",
        Integer.toString(port),
        "--webui-port",
        "0");
  }
}
