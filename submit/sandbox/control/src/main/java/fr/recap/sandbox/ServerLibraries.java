package fr.recap.sandbox;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;

/**
 * Where the servers' classes and libraries lie: the folder {@code submit/sandbox} of a built tree.
 *
 * @param home that folder
 */
record ServerLibraries(Path home) {
  static final String PROPERTY = "recap.sandbox.home";
  static final String VARIABLE = "RECAP_SANDBOX_HOME";

  /**
   * The system property {@value #PROPERTY}, else the environment variable {@value #VARIABLE}, else
   * the tree that this class was built in.
   */
  static ServerLibraries locate() {
    String named = System.getProperty(PROPERTY, System.getenv(VARIABLE));
    return new ServerLibraries(named == null ? ownTree() : Path.of(named).toAbsolutePath());
  }

  private static Path ownTree() {
    try {
      // .../submit/sandbox/control/target/classes, or a jar beside it
      Path code =
          Path.of(
              ServerLibraries.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      for (Path up = code; up != null; up = up.getParent()) {
        if (Files.isDirectory(up.resolve("elasticsearch/target/lib"))) {
          return up;
        }
      }
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
    throw new SandboxException(
        "The sandbox's servers are not found: set "
            + VARIABLE
            + " to the folder submit/sandbox of a built tree");
  }

  /** Class path of a server's JVM. */
  String classPath(Server server) {
    return classPath(target(server));
  }

  /** Class path of the servers of Hadoop. */
  String hadoopClassPath() {
    return classPath(target("hadoop", "Hadoop", "mvn package -Pyarn"));
  }

  private static String classPath(Path target) {
    return target.resolve("classes") + File.pathSeparator + target.resolve("lib") + "/*";
  }

  /** The folder with Spark's jars, of the module {@code spark-jobs}. */
  Path sparkJars() {
    Path jars = home.resolve("../../spark-jobs/target/spark/jars").normalize();
    if (!Files.isDirectory(jars)) {
      throw new SandboxException("Spark's jars are not in " + jars + ": build with mvn package");
    }
    return jars;
  }

  /** The folder with the settings of jobs. */
  Path conf() {
    return home.resolve("../../conf").normalize();
  }

  /** A library of a server, by the start of its file's name. */
  Path library(Server server, String prefix) throws IOException {
    try (DirectoryStream<Path> jars =
        Files.newDirectoryStream(target(server).resolve("lib"), prefix + "*.jar")) {
      Iterator<Path> found = jars.iterator();
      if (found.hasNext()) {
        return found.next();
      }
    }
    throw new SandboxException(
        "No " + prefix + "*.jar in " + target(server).resolve("lib") + ": build the tree again");
  }

  private Path target(Server server) {
    return target(server.id(), server.title(), "mvn package");
  }

  private Path target(String module, String title, String build) {
    Path target = home.resolve(module).resolve("target");
    if (!Files.isDirectory(target.resolve("lib"))) {
      throw new SandboxException(
          "The libraries of " + title + " are not in " + target + ": build with " + build);
    }
    return target;
  }
}
