package fr.recap.sandbox;

import java.time.Duration;
import java.util.Map;

/** The data node of HDFS. */
final class DataNode extends HadoopDaemon {
  DataNode(Layout layout, ServerLibraries libraries) {
    super(Server.DATA_NODE, layout, libraries);
  }

  @Override
  String main() {
    return "org.apache.hadoop.hdfs.server.datanode.DataNode";
  }

  @Override
  Map<String, String> settings(int port) {
    return Map.of(
        "dfs.datanode.data.dir",
        folder("data").toUri().toString(),
        "dfs.datanode.address",
        HOST + ":" + port,
        "dfs.datanode.http.address",
        HOST + ":0",
        "dfs.datanode.ipc.address",
        HOST + ":0");
  }

  @Override
  boolean follows() {
    return true;
  }

  @Override
  boolean answers(int port) {
    return Probe.listens(HOST, port);
  }

  @Override
  void settle(int port) {
    waitUntil(
        Duration.ofSeconds(30),
        () ->
            Probe.says(
                NameNode.WEB,
                port(Server.NAME_NODE),
                "/jmx?qry=Hadoop:service=NameNode,name=NameNodeInfo",
                "\"Safemode\" : \"\""));
  }
}
