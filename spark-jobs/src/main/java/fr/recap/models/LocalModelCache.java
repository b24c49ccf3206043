package fr.recap.models;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Versions on the local disk, one folder a version and content. Threads and JVMs of a machine that
 * want the same one wait for the first to fetch it.
 */
final class LocalModelCache {
  /** File locks exclude other JVMs but not other threads of this one. */
  private static final Object ONE_THREAD_OF_THIS_JVM = new Object();

  private final Path folder;

  /** A cache in {@code <work-directory>/cache/models}. */
  LocalModelCache(Path workDirectory) {
    this.folder = workDirectory.resolve("cache").resolve("models").toAbsolutePath().normalize();
  }

  /** The local folder of a version, fetched unless it is there already. */
  Path fetch(ModelStore store, ModelManifest manifest) throws IOException {
    String key =
        manifest.version().replace('/', '-')
            + "-"
            + Checksums.of(manifest.toJson()).substring(0, 16);
    Path target = folder.resolve(key);
    Files.createDirectories(folder);
    synchronized (ONE_THREAD_OF_THIS_JVM) {
      try (FileChannel channel =
              FileChannel.open(
                  folder.resolve(key + ".lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (!lock.isValid() || !isComplete(target, manifest)) {
          delete(target);
          Path scratch = Files.createTempDirectory(folder, key + ".part");
          store.folder(manifest).download(manifest, scratch);
          Files.move(scratch, target, StandardCopyOption.ATOMIC_MOVE);
        }
        return target;
      }
    }
  }

  /** Checksums were verified by the download; sizes tell of a disk that lost something since. */
  private static boolean isComplete(Path target, ModelManifest manifest) throws IOException {
    if (!Files.isRegularFile(target.resolve(ModelManifest.FILE))) {
      return false;
    }
    for (ModelFile file : manifest.files()) {
      Path local = target.resolve(file.path());
      if (!Files.isRegularFile(local) || Files.size(local) != file.size()) {
        return false;
      }
    }
    return true;
  }

  static void delete(Path target) throws IOException {
    if (!Files.exists(target)) {
      return;
    }
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(target)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.delete(path);
    }
  }
}
