package fr.recap.operations;

import fr.recap.config.ConfigException;
import fr.recap.config.StoreSettings;
import fr.recap.runtime.StoreConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder whose files become visible together. They are written into a hidden one beside it, which
 * is gone when this is closed.
 *
 * <p>Where a folder can be renamed, it then takes the other's place. In an object store, where that
 * copies, each file is copied into the place; then earlier ones go, and {@code _SUCCESS}, which
 * went first, comes last: without it, a folder is not whole.
 */
final class ExportFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ExportFolder.class);
  private static final FsPermission OWNER_ALONE = new FsPermission((short) 0700);
  private static final String WHOLE = "_SUCCESS";
  private static final String STORE = "s3a";

  /** What Spark and Hadoop name their files. */
  private static final Pattern OURS =
      Pattern.compile("part-\\d{5}.*|_SUCCESS|\\.part-\\d{5}.*\\.crc|\\._SUCCESS\\.crc");

  private final SparkSession session;
  private final FileSystem files;
  private final Path target;
  private final Path hidden;
  private final boolean overwrite;

  private ExportFolder(
      SparkSession session, FileSystem files, Path target, String runId, boolean overwrite) {
    this.session = session;
    this.files = files;
    this.target = target;
    this.hidden = new Path(target.getParent(), ".%s.%s".formatted(target.getName(), runId));
    this.overwrite = overwrite;
  }

  /**
   * Looks whether the folder may be written.
   *
   * @param overwrite whether it may exist, with what an export wrote
   * @throws ConfigException if it may not, or can't be reached
   */
  static ExportFolder open(
      SparkSession spark, String to, boolean overwrite, StoreSettings store, String runId) {
    try {
      Path given = new Path(to);
      SparkSession session = session(spark, to, store);
      FileSystem files = given.getFileSystem(session.sessionState().newHadoopConf());
      Path target = files.makeQualified(given);
      if (target.getParent() == null) {
        throw new ConfigException(
            "--to %s: a root can't be replaced; name a folder in it".formatted(to));
      }
      ExportFolder folder = new ExportFolder(session, files, target, runId, overwrite);
      folder.refuseExisting();
      return folder;
    } catch (IllegalArgumentException e) {
      throw new ConfigException("--to %s is no path: %s".formatted(to, e.getMessage()), e);
    } catch (IOException e) {
      throw new ConfigException(
          "--to %s can't be reached: %s; check the path and your rights"
              .formatted(to, e.getMessage()),
          e);
    }
  }

  /**
   * A session of its own, since these settings are for this export alone: names of columns may
   * differ in case alone, times are what they are, and files are their owner's.
   */
  private static SparkSession session(SparkSession spark, String to, StoreSettings store) {
    SparkSession apart = spark.newSession();
    Map<String, String> settings = new HashMap<>();
    settings.put("spark.sql.caseSensitive", "true");
    settings.put("spark.sql.session.timeZone", "UTC");
    settings.put("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");
    settings.put("spark.sql.parquet.datetimeRebaseModeInWrite", "CORRECTED");
    String shuffle = "spark.sql.shuffle.partitions";
    settings.put(shuffle, spark.conf().get(shuffle));
    settings.put("fs.permissions.umask-mode", "077");
    // A file system that is kept has the settings of whoever used it first.
    settings.put("fs.file.impl.disable.cache", "true");
    if (to.startsWith(STORE + ":")) {
      settings.putAll(StoreConfiguration.entries(store));
    }
    settings.forEach((name, value) -> apart.conf().set(name, value));
    return apart;
  }

  /** The session that has to write. */
  SparkSession session() {
    return session;
  }

  /** Where the files will be. */
  String target() {
    return target.toString();
  }

  private void refuseExisting() throws IOException {
    if (!files.exists(target)) {
      return;
    }
    if (!files.getFileStatus(target).isDirectory()) {
      throw new ConfigException("--to %s is a file: name a folder".formatted(target));
    }
    if (!overwrite) {
      throw new ConfigException(
          "--to %s exists already: name another folder, or give --overwrite to replace what an earlier export wrote there"
              .formatted(target));
    }
    refuseForeign();
  }

  /** What nobody exported is not ours to remove. */
  private void refuseForeign() throws IOException {
    RemoteIterator<LocatedFileStatus> all = files.listFiles(target, true);
    while (all.hasNext()) {
      Path file = all.next().getPath();
      Path in = file.getParent();
      boolean split = in.getName().contains("=") && target.equals(in.getParent());
      if (!OURS.matcher(file.getName()).matches() || !(split || target.equals(in))) {
        throw new ConfigException(
            "--to %s holds %s, which no export wrote: name another folder, or take it away"
                .formatted(target, file));
      }
    }
  }

  /** Makes the hidden folder, which files are to be written to. */
  String make() {
    try {
      files.mkdirs(hidden);
      files.setPermission(hidden, OWNER_ALONE);
      return hidden.toString();
    } catch (IOException e) {
      throw new ConfigException(
          "--to %s can't be written: %s; check your rights on the folder above it"
              .formatted(target, e.getMessage()),
          e);
    }
  }

  /**
   * Makes what was written visible.
   *
   * @return the number of files
   */
  long publish() {
    try {
      refuseExisting();
      List<Path> made = data(hidden);
      if (STORE.equals(target.toUri().getScheme())) {
        copy(made);
      } else {
        replace();
      }
      return made.size();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "What was written can't be moved to %s: %s".formatted(target, e.getMessage()), e);
    }
  }

  private List<Path> data(Path folder) throws IOException {
    List<Path> data = new ArrayList<>();
    RemoteIterator<LocatedFileStatus> all = files.listFiles(folder, true);
    while (all.hasNext()) {
      Path file = all.next().getPath();
      if (file.getName().startsWith("part-")) {
        data.add(file);
      }
    }
    return data;
  }

  private void replace() throws IOException {
    Path earlier = hidden.suffix(".old");
    boolean replaced = files.exists(target);
    if (replaced) {
      rename(target, earlier);
    }
    try {
      rename(hidden, target);
    } catch (IOException e) {
      if (replaced) {
        rename(earlier, target);
      }
      throw e;
    }
    if (replaced) {
      remove(earlier);
    }
  }

  private void rename(Path from, Path to) throws IOException {
    if (!files.rename(from, to)) {
      throw new IOException("%s can't be renamed %s".formatted(from, to));
    }
  }

  private void copy(List<Path> made) throws IOException {
    boolean replaced = files.exists(target);
    List<Path> earlier = replaced ? data(target) : List.of();
    Path whole = new Path(target, WHOLE);
    boolean wasWhole = replaced && files.delete(whole, false);
    List<Path> copies =
        made.stream()
            .map(file -> new Path(target, hidden.toUri().relativize(file.toUri()).getPath()))
            .toList();
    try {
      for (int i = 0; i < copies.size(); i++) {
        files.mkdirs(copies.get(i).getParent());
        rename(made.get(i), copies.get(i));
      }
    } catch (IOException e) {
      // Their names are of this run alone.
      copies.forEach(this::remove);
      if (wasWhole) {
        files.create(whole).close();
      }
      throw e;
    }
    earlier.forEach(this::remove);
    files.create(whole).close();
  }

  private void remove(Path path) {
    try {
      files.delete(path, true);
    } catch (IOException e) {
      LOG.warn("{} is left behind: {}", path, e.getMessage());
    }
  }

  @Override
  public void close() {
    remove(hidden);
  }
}
