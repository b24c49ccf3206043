package fr.recap.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The file that tells spark-submit where the cluster is, with its secret. */
final class SparkConf {
  private SparkConf() {}

  /** Takes over the settings of a run in one JVM, so that a job gives the same results on both. */
  static void write(Layout layout, Ports ports, ServerLibraries libraries) throws IOException {
    String text =
        """
        %s
        # Written by the sandbox at every start; what follows overrides what stands above.
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
                Files.readString(libraries.conf().resolve("spark-local.conf")),
                SparkDaemon.master(ports),
                new Secrets(layout.secrets()).read(Secrets.SPARK));
    Path file = layout.sparkConf();
    Path next = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(next);
    Files.createFile(
        next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(next, text);
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
