package fr.recap.models;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * Locks of the versions on a machine's disk: exclusive while one is fetched or deleted, shared from
 * then on by each JVM that uses it, to its end.
 *
 * <p>A file's locks belong to a whole JVM, and all go when any of its channels or streams is
 * closed. Hence one channel a file, and one thread at a time.
 */
final class VersionLocks {
  private static final Map<Path, FileLock> IN_USE = new HashMap<>();

  private VersionLocks() {}

  interface Check {
    boolean holds() throws IOException;
  }

  interface Action {
    void run() throws IOException;
  }

  /** Makes a version complete, unless it is, and keeps others from deleting it. */
  static void use(Path file, Check complete, Action fetch) throws IOException {
    synchronized (IN_USE) {
      FileLock held = IN_USE.get(file);
      if (held == null || !complete.holds()) {
        if (held != null) {
          IN_USE.remove(file);
          held.acquiredBy().close();
        }
        IN_USE.put(file, share(file, complete, fetch));
      }
      // Not by Files.setLastModifiedTime: it opens and closes the file, which would free the lock.
      if (!file.toFile().setLastModified(System.currentTimeMillis())) {
        throw new IOException("The time of use can't be written to " + file);
      }
    }
  }

  private static FileLock share(Path file, Check complete, Action fetch) throws IOException {
    FileChannel channel = open(file);
    try {
      while (true) {
        FileLock shared = channel.lock(0, Long.MAX_VALUE, true);
        // Between fetching and sharing another JVM may have deleted it.
        if (complete.holds()) {
          return shared;
        }
        shared.release();
        try (FileLock exclusive = channel.lock()) {
          if (exclusive.isValid() && !complete.holds()) {
            fetch.run();
          }
        }
      }
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Runs an action on a version that no running JVM uses, else answers false. */
  static boolean ifUnused(Path file, Action action) throws IOException {
    synchronized (IN_USE) {
      if (IN_USE.containsKey(file)) {
        return false;
      }
      try (FileChannel channel = open(file);
          FileLock exclusive = channel.tryLock()) {
        if (exclusive == null) {
          return false;
        }
        action.run();
        return true;
      }
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }
}
