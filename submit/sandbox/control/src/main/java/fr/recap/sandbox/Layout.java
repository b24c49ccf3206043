package fr.recap.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The folder of a sandbox.
 *
 * @param root absolute, without symbolic links, so that a process can be recognised by it
 */
record Layout(Path root) {

  /** The layout of a folder, which is created with rights for its owner only. */
  static Layout create(Path dir) {
    try {
      Path absolute = dir.toAbsolutePath().normalize();
      if (absolute.getParent() != null) {
        Files.createDirectories(absolute.getParent());
      }
      createPrivate(absolute);
      Layout layout = new Layout(absolute.toRealPath());
      createPrivate(layout.secrets());
      Files.createDirectories(layout.logs());
      return layout;
    } catch (IOException e) {
      throw new SandboxException(
          "Can't create the folder of the sandbox " + dir + ": " + e + "; choose another one", e);
    }
  }

  /** The layout of a folder as it is, which need not exist. */
  static Layout existing(Path dir) {
    try {
      return new Layout(dir.toRealPath());
    } catch (IOException absent) {
      return new Layout(dir.toAbsolutePath().normalize());
    }
  }

  /** Makes the folder of a server if need be. */
  void createHome(Server server) throws IOException {
    createPrivate(home(server));
  }

  private static void createPrivate(Path dir) throws IOException {
    if (!Files.isDirectory(dir)) {
      Files.createDirectory(
          dir, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }

  Path home(Server server) {
    return root.resolve(server.id());
  }

  Path log(Server server) {
    return logs().resolve(server.id() + ".log");
  }

  Path logs() {
    return root.resolve("logs");
  }

  Path secrets() {
    return root.resolve("secrets");
  }

  Path conf() {
    return root.resolve("sandbox.conf");
  }

  /** What spark-submit reads to run on the cluster; it holds the cluster's secret. */
  Path sparkConf() {
    return root.resolve("spark.conf");
  }

  /** What spark-submit reads to run on YARN. */
  Path yarnConf() {
    return root.resolve("spark-yarn.conf");
  }

  /** The settings of Hadoop, for its servers and for who asks them: HADOOP_CONF_DIR. */
  Path hadoopConf() {
    return root.resolve("hadoop-conf");
  }

  /** What Spark takes for its installation: links to its jars and to our settings. */
  Path sparkHome() {
    return root.resolve("spark-home");
  }

  Path ports() {
    return root.resolve("ports.properties");
  }

  Path lock() {
    return root.resolve("lock");
  }

  /** Present between a start and a stop: tells a crash from a stop. */
  Path started(Server server) {
    return home(server).resolve("started");
  }
}
