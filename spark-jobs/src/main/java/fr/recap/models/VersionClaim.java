package fr.recap.models;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A folder of the store that this process alone fills.
 *
 * <p>Object stores know no exclusive creation, but their listings tell at once what was written
 * (S3, MinIO, HDFS and local folders alike). So a process puts a file of a name of its own into the
 * folder and then looks what is there: only who sees nothing else may go on. Of two at once the
 * later one sees the file of the earlier one, or both see each other and both give up; two can
 * never go on.
 */
final class VersionClaim {
  /** How the file's name begins. */
  static final String PREFIX = "claim-";

  private final FileSystem files;
  private final Path folder;
  private final Path own;

  private VersionClaim(FileSystem files, Path folder) {
    this.files = files;
    this.folder = folder;
    this.own = new Path(folder, PREFIX + UUID.randomUUID());
  }

  /** Claims a folder, or answers empty where anything else is in it. */
  static Optional<VersionClaim> take(FileSystem files, Path folder) throws IOException {
    VersionClaim claim = new VersionClaim(files, folder);
    try (OutputStream out = files.create(claim.own, false)) {
      out.write('\n');
    }
    if (claim.isAlone()) {
      return Optional.of(claim);
    }
    claim.release();
    return Optional.empty();
  }

  /**
   * Checks that nobody has taken the folder away, as a clean of what looked dead does.
   *
   * @throws IOException if the claim is gone
   */
  void check() throws IOException {
    if (!files.exists(own)) {
      throw new IOException(
          "%s was removed while it was written, by 'recap clean' or by hand: run the job again"
              .formatted(folder));
    }
  }

  /** Ends the claim: the folder is complete, or another one's. */
  void release() throws IOException {
    files.delete(own, false);
  }

  private boolean isAlone() throws IOException {
    return Stream.of(files.listStatus(folder))
        .allMatch(child -> child.getPath().getName().equals(own.getName()));
  }
}
