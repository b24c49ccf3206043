package fr.recap.sandbox.s3;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.gaul.s3proxy.Main;

/** Runs S3Proxy over a folder, on 127.0.0.1, for one pair of keys. */
public final class S3Store {
  private S3Store() {}

  /**
   * Serves the folders of {@code args[0]} as buckets on port {@code args[3]}; {@code args[1]} and
   * {@code args[2]} are the files of the access key and of the secret key.
   */
  public static void main(String[] args) throws Exception {
    // The program takes its settings from a file only; this one holds the keys.
    Path settings =
        Files.createTempFile(
            "recap-s3-",
            ".properties",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(
          settings, settings(args[0], read(args[1]), read(args[2]), Integer.parseInt(args[3])));
      Main.main(new String[] {"--properties", settings.toString()});
    } finally {
      Files.deleteIfExists(settings);
    }
  }

  /** The token of temporary keys is a header that the server doesn't know: signed, not checked. */
  private static String settings(String folder, String accessKey, String secretKey, int port) {
    return """
    s3proxy.endpoint=http://127.0.0.1:%d
    s3proxy.authorization=aws-v2-or-v4
    s3proxy.identity=%s
    s3proxy.credential=%s
    s3proxy.ignore-unknown-headers=true
    jclouds.provider=filesystem-nio2
    jclouds.filesystem.basedir=%s
    """
        .formatted(port, accessKey, secretKey, folder.replace("\\", "\\\\"));
  }

  private static String read(String file) throws IOException {
    return Files.readString(Path.of(file)).strip();
  }
}
