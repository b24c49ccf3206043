package fr.recap.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.spi.ToolProvider;

/** A Java runtime for the image, linked of the JDK that runs. */
final class JavaRuntime {
  /** Java SE, and what Spark, Hadoop and the drivers ask for beyond it. */
  private static final String MODULES =
      "java.se,jdk.unsupported,jdk.crypto.ec,jdk.security.auth,jdk.security.jgss,jdk.naming.dns,"
          + "jdk.management,jdk.net,jdk.zipfs,jdk.charsets,jdk.localedata,jdk.jfr";

  private JavaRuntime() {}

  /**
   * Links one.
   *
   * @param folder that doesn't exist
   */
  static void link(Path folder) throws IOException {
    Path jdk = Path.of(System.getProperty("java.home"));
    ToolProvider jlink = ToolProvider.findFirst("jlink").orElse(null);
    if (jlink == null || !Files.isDirectory(jdk.resolve("jmods"))) {
      throw new ImageException(
          "A runtime for the image can't be linked, since %s has no jlink or no jmods: set JAVA_HOME to a whole JDK 17"
              .formatted(jdk));
    }
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    int code =
        jlink.run(
            out,
            out,
            "--module-path",
            jdk.resolve("jmods").toString(),
            "--add-modules",
            MODULES,
            "--include-locales=en,fr",
            "--no-header-files",
            "--no-man-pages",
            "--output",
            folder.toString());
    if (code != 0) {
      throw new ImageException("jlink failed: " + said.toString(StandardCharsets.UTF_8));
    }
    // Where a distribution keeps authorities for all programs, the JDK has a link to them only.
    Files.copy(
        jdk.resolve("lib/security/cacerts").toRealPath(),
        folder.resolve("lib/security/cacerts"),
        StandardCopyOption.REPLACE_EXISTING);
  }
}
