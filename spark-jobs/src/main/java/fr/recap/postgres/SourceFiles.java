package fr.recap.postgres;

import fr.recap.config.RefusedInputException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The files of a source, on any Hadoop file system. */
final class SourceFiles {
  private SourceFiles() {}

  /**
   * Files that paths, folders and patterns mean, sorted by name within each.
   *
   * @throws RefusedInputException if one of them means none
   */
  static List<String> expand(Configuration hadoop, List<String> sources) {
    List<String> files = new ArrayList<>();
    for (String source : sources) {
      try {
        Path path = new Path(source);
        FileSystem fs = path.getFileSystem(hadoop);
        FileStatus[] found = fs.globStatus(path);
        if (found == null || found.length == 0) {
          throw new RefusedInputException(
              "There is no file %s: check its path (relative to %s)"
                  .formatted(source, fs.getWorkingDirectory()));
        }
        for (FileStatus status : found) {
          FileStatus[] inside =
              status.isDirectory() ? fs.listStatus(status.getPath()) : new FileStatus[] {status};
          Arrays.stream(inside)
              .filter(file -> file.isFile() && !isMarker(file.getPath().getName()))
              .map(f -> f.getPath().toString())
              .sorted()
              .forEach(files::add);
        }
      } catch (IOException e) {
        throw new RefusedInputException(
            "%s can't be read: %s".formatted(source, e.getMessage()), e);
      }
    }
    return files;
  }

  /** What Spark and Hadoop leave beside data, such as _SUCCESS and .part-0.crc. */
  private static boolean isMarker(String name) {
    return name.startsWith("_") || name.startsWith(".");
  }

  static InputStream open(Configuration hadoop, String file) throws IOException {
    Path path = new Path(file);
    return new BufferedInputStream(path.getFileSystem(hadoop).open(path), 1 << 16);
  }
}
