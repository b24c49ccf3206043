package fr.recap.models;

import fr.recap.config.StoreSettings;
import fr.recap.runtime.StoreConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.StreamCapabilities;

/** Single files that may lie on this machine or, as s3a:// or hdfs://, elsewhere. */
public final class RemoteFiles {
  private final StoreSettings settings;

  /**
   * @param settings endpoint and keys of an object store
   */
  public RemoteFiles(StoreSettings settings) {
    this.settings = settings;
  }

  /** Whether a name has a scheme other than that of local files. */
  public static boolean isRemote(String name) {
    return name.contains("://") && !name.startsWith("file:");
  }

  /** The path of a local name, with or without {@code file:}. */
  public static Path local(String name) {
    return name.startsWith("file:")
        ? Path.of(URI.create(name.replaceFirst("^file:/+", "file:/")))
        : Path.of(name);
  }

  /** Copies a remote file to a local one. */
  public void download(String name, Path target) throws IOException {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(name);
    try (FileSystem files = open(path);
        InputStream in = files.open(path)) {
      Files.copy(in, target);
    }
  }

  /**
   * Copies a local file to a remote one, which appears in an object store when it is complete; if
   * the copy fails nothing is left of it.
   */
  public void upload(Path source, String name) throws IOException {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(name);
    try (FileSystem files = open(path);
        InputStream in = Files.newInputStream(source)) {
      FSDataOutputStream out = files.create(path, true);
      try {
        in.transferTo(out);
      } catch (IOException e) {
        discard(files, path, out);
        throw e;
      }
      out.close();
    }
  }

  /** Closing would make an object of the part that was copied, so an object store aborts. */
  private static void discard(
      FileSystem files, org.apache.hadoop.fs.Path path, FSDataOutputStream out) throws IOException {
    if (out.hasCapability(StreamCapabilities.ABORTABLE_STREAM)) {
      out.abort();
    } else {
      out.close();
      files.delete(path, false);
    }
  }

  /**
   * When the newest file of a folder and those in it was written; long ago where there is none.
   *
   * @throws java.io.FileNotFoundException if the folder goes meanwhile
   */
  public static Instant lastWritten(FileSystem files, org.apache.hadoop.fs.Path folder)
      throws IOException {
    Instant newest = Instant.EPOCH;
    // Not by listFiles: of a local file that goes meanwhile it asks the rights, and fails.
    for (FileStatus child : files.listStatus(folder)) {
      Instant written =
          child.isDirectory()
              ? lastWritten(files, child.getPath())
              : Instant.ofEpochMilli(child.getModificationTime());
      newest = written.isAfter(newest) ? written : newest;
    }
    return newest;
  }

  /** Whether a remote file exists. */
  public boolean exists(String name) throws IOException {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(name);
    try (FileSystem files = open(path)) {
      return files.exists(path);
    }
  }

  /**
   * Deletes a folder, remote or local, with all that is in it; one that isn't there is no error.
   */
  public void deleteFolder(String name) throws IOException {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(name);
    try (FileSystem files = open(path)) {
      files.delete(path, true);
    }
  }

  private FileSystem open(org.apache.hadoop.fs.Path path) throws IOException {
    return FileSystem.newInstance(path.toUri(), StoreConfiguration.of(settings));
  }
}
