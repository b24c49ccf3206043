package fr.recap.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The name node of HDFS, formatted at its first start. */
final class NameNode extends HadoopDaemon {
  /** Host of its page, on the port of the server. */
  static final String WEB = "127.0.0.2";

  NameNode(Layout layout, ServerLibraries libraries) {
    super(Server.NAME_NODE, layout, libraries);
  }

  @Override
  String main() {
    return "org.apache.hadoop.hdfs.server.namenode.NameNode";
  }

  @Override
  void announce(int port) throws IOException {
    write(
        "core-site.xml",
        Map.of(
            "fs.defaultFS",
            "hdfs://" + HOST + ":" + port,
            "hadoop.tmp.dir",
            layout().root().resolve("hadoop-tmp").toString()));
    write(
        "hdfs-site.xml",
        Map.of(
            "dfs.replication",
            "1",
            "dfs.namenode.name.dir",
            folder("data").toUri().toString(),
            "dfs.namenode.http-address",
            WEB + ":" + port,
            "dfs.namenode.datanode.registration.ip-hostname-check",
            "false",
            // Files can be written as soon as the data node has told what it has.
            "dfs.namenode.safemode.min.datanodes",
            "1",
            "dfs.namenode.safemode.extension",
            "0"));
  }

  @Override
  void prepare() throws IOException {
    if (Files.isDirectory(folder("data/current"))) {
      return;
    }
    announce(0);
    List<String> format = new ArrayList<>(List.of(Launch.java(), "-cp", classPath(), main()));
    format.addAll(List.of("-format", "-nonInteractive"));
    try {
      int code =
          Launch.start(format, layout().home(server()), layout().log(server()), environment())
              .waitFor();
      if (code != 0) {
        throw new SandboxException(
            "Can't format HDFS: the name node ended with %d; %s ends with:\n%s"
                .formatted(code, layout().log(server()), Logs.tail(layout().log(server()))));
      }
    } catch (InterruptedException e) {
      throw Processes.interrupted(e);
    }
  }

  @Override
  boolean answers(int port) {
    return Probe.says(
        WEB, port, "/jmx?qry=Hadoop:service=NameNode,name=NameNodeStatus", "\"active\"");
  }
}
