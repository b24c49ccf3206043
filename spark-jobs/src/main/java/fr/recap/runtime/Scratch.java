package fr.recap.runtime;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;

/**
 * A folder below {@code <work-directory>/scratch} for files of one process, which nobody else may
 * read. A lock beside it is held as long as the process uses it, and ends with the process at the
 * latest: so what a killed one left can be told from what a living one works with, however long.
 *
 * <p>A file's locks belong to a whole JVM, and all go when any of its channels is closed: hence the
 * list of those that this one holds.
 */
public final class Scratch implements AutoCloseable {
  private static final String FOLDER = "scratch";
  private static final String LOCK = ".lock";
  private static final Map<Path, FileLock> HELD = new HashMap<>();

  private final Path path;

  private Scratch(Path path) {
    this.path = path;
  }

  /**
   * Makes an empty folder.
   *
   * @param workDirectory as the settings name it
   * @param prefix how its name begins: what it is for
   */
  public static Scratch create(Path workDirectory, String prefix) throws IOException {
    Path folder = Files.createDirectories(workDirectory.resolve(FOLDER)).toRealPath();
    while (true) {
      Path path = folder.resolve(prefix + "-" + UUID.randomUUID());
      // The lock first: a folder without one would look left behind.
      if (lock(lockOf(path))) {
        Files.createDirectory(
            path,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return new Scratch(path);
      }
    }
  }

  /** Where the files go. */
  public Path path() {
    return path;
  }

  /** Deletes the folder with all that is in it. */
  @Override
  public void close() throws IOException {
    synchronized (HELD) {
      deleteIfThere(path);
      FileLock lock = HELD.remove(lockOf(path));
      Files.deleteIfExists(lockOf(path));
      if (lock != null) {
        lock.acquiredBy().close();
      }
    }
  }

  /**
   * What dead processes left: folders whose lock nobody holds, and files and folders that never had
   * one, if they are old.
   *
   * @param before what has no lock and was written later may still be in use
   * @param remove whether it is removed too
   * @return in the order of their names
   */
  public static List<Path> dead(Path workDirectory, Instant before, boolean remove)
      throws IOException {
    Path folder = workDirectory.resolve(FOLDER);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> children;
    try (Stream<Path> all = Files.list(folder.toRealPath())) {
      children = all.filter(child -> !isLock(child)).sorted().toList();
    }
    List<Path> dead = new ArrayList<>();
    for (Path child : children) {
      if (Files.exists(lockOf(child)) ? ifFree(child, remove) : ifOld(child, before, remove)) {
        dead.add(child);
      }
    }
    return dead;
  }

  private static boolean ifFree(Path child, boolean remove) throws IOException {
    synchronized (HELD) {
      Path file = lockOf(child);
      if (HELD.containsKey(file)) {
        return false;
      }
      try (FileChannel channel = open(file);
          FileLock lock = channel.tryLock()) {
        if (lock == null) {
          return false;
        }
        if (remove) {
          deleteIfThere(child);
          Files.deleteIfExists(file);
        }
        return true;
      }
    }
  }

  private static boolean ifOld(Path child, Instant before, boolean remove) throws IOException {
    if (!Files.getLastModifiedTime(child).toInstant().isBefore(before)) {
      return false;
    }
    if (remove) {
      deleteIfThere(child);
    }
    return true;
  }

  /** False where a clean has taken the file away before it was locked. */
  private static boolean lock(Path file) throws IOException {
    synchronized (HELD) {
      FileChannel channel = open(file);
      FileLock lock = channel.lock();
      if (!Files.exists(file)) {
        channel.close();
        return false;
      }
      HELD.put(file, lock);
      return true;
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static Path lockOf(Path path) {
    return path.resolveSibling(path.getFileName() + LOCK);
  }

  private static boolean isLock(Path path) {
    return path.getFileName().toString().endsWith(LOCK);
  }

  private static void deleteIfThere(Path path) throws IOException {
    if (Files.exists(path)) {
      PathUtils.delete(path);
    }
  }
}
