package fr.recap.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The files that tell spark-submit where a cluster is. Each takes over settings that stand in
 * {@code conf/}, so that these are tried too.
 */
final class SparkConf {
  private SparkConf() {}

  /** The settings of a run in one JVM, so that a job gives the same results on both. */
  static void ofCluster(Layout layout, Ports ports, ServerLibraries libraries) throws IOException {
    write(
        layout.sparkConf(),
        libraries.conf().resolve("spark-local.conf"),
        """
        spark.master                                %s
        spark.authenticate                          true
        spark.authenticate.secret                   %s
        # As the profiles of real clusters have it, so that the tests run with it.
        spark.network.crypto.enabled                true
        spark.io.encryption.enabled                 true
        spark.executor.memory                       3g
        spark.executor.cores                        1
        spark.cores.max                             2
        # spark-submit waits for a driver on the cluster; Spark gives no exit code of it.
        spark.standalone.submit.waitAppCompletion   true
        """
            .formatted(
                SparkDaemon.master(ports), new Secrets(layout.secrets()).read(Secrets.SPARK)));
  }

  /**
   * The template for YARN, for two small nodes of this machine: a driver or an executor of two gets
   * a place beside one executor, but never two executors, so that both nodes have one.
   */
  static void ofYarn(Layout layout, ServerLibraries libraries) throws IOException {
    write(
        layout.yarnConf(),
        libraries.conf().resolve("spark-yarn.conf"),
        """
        # The nodes are this machine: nothing need be copied.
        spark.yarn.jars                             local:%s*
        spark.driver.host                           127.0.0.1
        spark.yarn.appMasterEnv.SPARK_LOCAL_IP      127.0.0.1
        spark.driver.memory                         2g
        spark.executor.instances                    2
        spark.executor.memory                       3g
        spark.executor.cores                        1
        # As many as in one JVM, so that a job gives the same models.
        spark.sql.shuffle.partitions                8
        spark.ui.showConsoleProgress                false
        spark.hadoop.fs.s3a.change.detection.mode   none
        """
            .formatted(libraries.sparkJars().toUri().getRawPath()));
  }

  private static void write(Path file, Path template, String more) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(next);
    Files.createFile(
        next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        next,
        """
        %s
        # Written by the sandbox at every start; what follows overrides what stands above.
        %s"""
            .formatted(Files.readString(template), more));
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
