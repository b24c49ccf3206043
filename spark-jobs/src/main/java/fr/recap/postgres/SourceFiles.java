package fr.recap.postgres;

import fr.recap.config.RefusedInputException;
import fr.recap.config.StoreSettings;
import fr.recap.runtime.StoreConfiguration;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** The files of a source, on any Hadoop file system. */
final class SourceFiles {
  private static final int BUFFER = 1 << 16;

  private SourceFiles() {}

  /**
   * What the Hadoop file systems of sources need beside the session's settings: for {@code s3a://}
   * the endpoint and keys of the store.
   */
  static Map<String, String> access(List<String> sources, StoreSettings store) {
    return sources.stream().anyMatch(source -> source.startsWith("s3a:"))
        ? StoreConfiguration.entries(store)
        : Map.of();
  }

  /** The session's settings of Hadoop with those for the sources. */
  static Configuration hadoop(SparkSession spark, Map<String, String> access) {
    Configuration hadoop = spark.sessionState().newHadoopConf();
    access.forEach(hadoop::set);
    return hadoop;
  }

  /**
   * Files that paths, folders and patterns mean, sorted by name within each.
   *
   * @throws RefusedInputException if one of them means none
   */
  static List<String> expand(Configuration hadoop, List<String> sources) {
    return files(hadoop, sources, false);
  }

  /** The same with those of folders within folders. */
  static List<String> expandDeep(Configuration hadoop, List<String> sources) {
    return files(hadoop, sources, true);
  }

  private static List<String> files(Configuration hadoop, List<String> sources, boolean deep) {
    List<String> files = new ArrayList<>();
    for (String source : sources) {
      int before = files.size();
      try {
        for (FileStatus status : roots(hadoop, source)) {
          add(status.getPath().getFileSystem(hadoop), status, deep, files);
        }
      } catch (IOException e) {
        throw new RefusedInputException(
            "%s can't be read: %s".formatted(source, e.getMessage()), e);
      }
      if (files.size() == before) {
        throw new RefusedInputException(
            "%s has no files: give a folder that has some".formatted(source));
      }
    }
    return files;
  }

  /**
   * The files and folders that a source means by itself.
   *
   * @throws RefusedInputException if it means none
   */
  static List<FileStatus> roots(Configuration hadoop, String source) throws IOException {
    Path path;
    FileSystem fs;
    FileStatus[] found;
    try {
      path = path(source);
      fs = path.getFileSystem(hadoop);
      // A file whose name has brackets is no pattern.
      found = fs.exists(path) ? new FileStatus[] {fs.getFileStatus(path)} : fs.globStatus(path);
    } catch (IllegalArgumentException e) {
      throw new RefusedInputException(
          "%s is no path and no pattern: %s".formatted(source, e.getMessage()), e);
    }
    if (found == null || found.length == 0) {
      throw new RefusedInputException(
          "There is no file %s: check its path (relative to %s)"
              .formatted(source, fs.getWorkingDirectory()));
    }
    return Arrays.asList(found);
  }

  /** A colon in a name without a scheme is no end of a scheme. */
  private static Path path(String source) {
    int colon = source.indexOf(':');
    int slash = source.indexOf('/');
    boolean scheme = colon > 0 && slash == colon + 1;
    return new Path(colon < 0 || scheme || (slash >= 0 && slash < colon) ? source : "./" + source);
  }

  private static void add(FileSystem fs, FileStatus status, boolean deep, List<String> files)
      throws IOException {
    if (status.isFile()) {
      files.add(status.getPath().toString());
      return;
    }
    FileStatus[] inside = fs.listStatus(status.getPath());
    Arrays.sort(inside, Comparator.comparing(file -> file.getPath().toString()));
    for (FileStatus file : inside) {
      if (!isMarker(file.getPath().getName()) && (deep || file.isFile())) {
        add(fs, file, deep, files);
      }
    }
  }

  /** What Spark and Hadoop leave beside data, such as _SUCCESS and .part-0.crc. */
  private static boolean isMarker(String name) {
    return name.startsWith("_") || name.startsWith(".");
  }

  /**
   * Hadoop can't name the checksum of a local file that has a colon in its name, nor look for it.
   */
  private static FileSystem fileSystem(Configuration hadoop, Path path) throws IOException {
    FileSystem fs = path.getFileSystem(hadoop);
    return fs instanceof LocalFileSystem local && path.getName().contains(":")
        ? local.getRawFileSystem()
        : fs;
  }

  /** A file as it lies there. */
  static InputStream raw(Configuration hadoop, String file) throws IOException {
    Path path = new Path(file);
    return fileSystem(hadoop, path).open(path);
  }

  /** A file as it lies there, from one of its bytes on. */
  static InputStream rawFrom(Configuration hadoop, String file, long position) throws IOException {
    Path path = new Path(file);
    FSDataInputStream in = fileSystem(hadoop, path).open(path);
    try {
      in.seek(position);
      return new BufferedInputStream(in, BUFFER);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /** Bytes of a file as it lies there. */
  static long length(Configuration hadoop, String file) throws IOException {
    Path path = new Path(file);
    return fileSystem(hadoop, path).getFileStatus(path).getLen();
  }

  /** Whether a file is packed with gzip, whatever its name. */
  static boolean isPacked(Configuration hadoop, String file) throws IOException {
    try (InputStream in = raw(hadoop, file)) {
      return isPacked(in);
    }
  }

  private static boolean isPacked(InputStream in) throws IOException {
    return in.read() == 0x1F && in.read() == 0x8B;
  }

  /** The content of a file, unpacked if it is packed with gzip, whatever its name. */
  static InputStream open(Configuration hadoop, String file) throws IOException {
    InputStream in = new BufferedInputStream(raw(hadoop, file), BUFFER);
    in.mark(2);
    boolean packed = isPacked(in);
    in.reset();
    return packed ? new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER) : in;
  }
}
