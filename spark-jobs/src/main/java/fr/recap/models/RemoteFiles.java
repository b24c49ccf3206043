package fr.recap.models;

import fr.recap.config.StoreSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.fs.FileSystem;

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

  /** Copies a local file to a remote one, which appears when it is complete. */
  public void upload(Path source, String name) throws IOException {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(name);
    try (FileSystem files = open(path);
        OutputStream out = files.create(path, true)) {
      Files.copy(source, out);
    }
  }

  /** Whether a remote file exists. */
  public boolean exists(String name) throws IOException {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(name);
    try (FileSystem files = open(path)) {
      return files.exists(path);
    }
  }

  private FileSystem open(org.apache.hadoop.fs.Path path) throws IOException {
    return FileSystem.newInstance(path.toUri(), StoreConfiguration.of(settings));
  }
}
