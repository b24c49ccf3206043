package fr.recap.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** The S3-compatible store, from the module {@code submit/sandbox/s3}. */
final class S3Server extends JvmServer {
  /** The bucket that exists from the start. */
  static final String BUCKET = "recap";

  private static final String MAIN = "fr.recap.sandbox.s3.S3Store";

  S3Server(Layout layout, ServerLibraries libraries) {
    super(Server.S3, layout, libraries);
  }

  @Override
  void prepare() throws IOException {
    // A bucket of this store is a folder; one that others may read would be a public bucket.
    Path bucket = Files.createDirectories(data().resolve(BUCKET));
    Files.setPosixFilePermissions(bucket, PosixFilePermissions.fromString("rwx------"));
  }

  @Override
  List<String> command(int port) {
    return List.of(
        "-Xmx256m",
        MAIN,
        data().toString(),
        layout().secrets().resolve(Secrets.STORE_ACCESS_KEY).toString(),
        layout().secrets().resolve(Secrets.STORE_SECRET_KEY).toString(),
        Integer.toString(port));
  }

  @Override
  boolean answers(int port) {
    // An unsigned request is refused: it is up, and it asks for the keys.
    return Probe.http(port, "/") == 403;
  }

  private Path data() {
    return layout().home(server()).resolve("data");
  }
}
