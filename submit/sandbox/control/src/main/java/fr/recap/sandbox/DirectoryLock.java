package fr.recap.sandbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.UUID;

/**
 * Held while a sandbox is started, stopped or repaired, between threads and between JVMs. The
 * system releases it with the process, so a killed holder blocks nobody.
 */
final class DirectoryLock {
  private final Path file;
  private final FileChannel channel;

  private DirectoryLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** What is done while the lock is held. */
  interface Held<T> {
    T run() throws IOException;
  }

  /** Waits for the lock, since another start may take its time, and runs the action under it. */
  static <T> T holding(Path file, Duration patience, Held<T> action) throws IOException {
    DirectoryLock lock = acquire(file, patience);
    try {
      return action.run();
    } finally {
      lock.release();
    }
  }

  private static DirectoryLock acquire(Path file, Duration patience) throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel) && unchanged(file, channel)) {
        return new DirectoryLock(file, channel);
      }
      channel.close();
      if (System.nanoTime() > deadline) {
        throw new SandboxException(
            "Another process starts or stops this sandbox since "
                + patience.toSeconds()
                + " s (it holds "
                + file
                + "); wait for it or end it");
      }
      Processes.pause(Duration.ofMillis(100));
    }
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException heldByThisJvm) {
      return false;
    }
  }

  /**
   * Whether the locked file still is the one under this name, since its last holder removes it:
   * only a holder writes, so a mark read back by name proves it.
   */
  private static boolean unchanged(Path file, FileChannel channel) throws IOException {
    String mark = UUID.randomUUID().toString();
    channel.truncate(0).write(ByteBuffer.wrap(mark.getBytes(StandardCharsets.US_ASCII)), 0);
    try {
      return Files.readString(file).equals(mark);
    } catch (NoSuchFileException removed) {
      return false;
    }
  }

  private void release() throws IOException {
    Files.deleteIfExists(file);
    channel.close();
  }
}
