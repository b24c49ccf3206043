package fr.recap.models;

import fr.recap.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Versions on the local disk, one folder a version and content. Threads and JVMs of a machine that
 * want the same one wait for the first to fetch it. Where room is needed, the least recently used
 * ones are deleted, but never those that a running JVM has fetched.
 */
final class LocalModelCache {
  private static final String LOCK = ".lock";
  private static final String PART = ".part";

  private final Path folder;
  private final long limit;

  /**
   * A cache in {@code <work-directory>/cache/models}.
   *
   * @param limit bytes that all versions may take
   */
  LocalModelCache(Path workDirectory, long limit) {
    this.folder = workDirectory.resolve("cache").resolve("models").toAbsolutePath().normalize();
    this.limit = limit;
  }

  /**
   * The local folder of a version, fetched unless it is there already. It stays until this JVM
   * ends.
   *
   * @throws ConfigException if the version alone exceeds the limit
   */
  Path fetch(ModelStore store, ModelManifest manifest) throws IOException {
    String key = key(manifest);
    Path target = folder.resolve(key);
    Files.createDirectories(folder);
    VersionLocks.use(
        folder.resolve(key + LOCK),
        () -> isComplete(target, manifest),
        () -> {
          delete(target);
          deleteParts(key);
          makeRoom(key, manifest.size());
          requireSpace(key, manifest.size());
          Path scratch = Files.createTempDirectory(folder, key + PART);
          try {
            store.folder(manifest).download(manifest, scratch);
            Files.move(scratch, target, StandardCopyOption.ATOMIC_MOVE);
          } finally {
            delete(scratch);
          }
        });
    return target;
  }

  private static String key(ModelManifest manifest) throws IOException {
    return manifest.version().replace('/', '-')
        + "-"
        + Checksums.of(manifest.toJson()).substring(0, 16);
  }

  /** Deletes unused versions, the one that was used the longest ago first, until one more fits. */
  private void makeRoom(String wanted, long needed) throws IOException {
    if (needed > limit) {
      throw new ConfigException(
          "%s takes %,d MB, and store.cache-size allows %,d MB for all models: raise it"
              .formatted(wanted, needed >> 20, limit >> 20));
    }
    List<Path> oldestFirst;
    try (Stream<Path> files = Files.list(folder)) {
      oldestFirst =
          files
              .filter(file -> file.getFileName().toString().endsWith(LOCK))
              .sorted(Comparator.comparing(LocalModelCache::lastUsed))
              .toList();
    }
    long used = 0;
    for (Path lock : oldestFirst) {
      used += sizeOf(version(lock));
    }
    for (Path lock : oldestFirst) {
      Path version = version(lock);
      if (used + needed <= limit) {
        return;
      }
      long size = sizeOf(version);
      // Not the one that is being fetched: closing a second channel would free its lock.
      boolean other = !version.equals(folder.resolve(wanted));
      if (other && size > 0 && VersionLocks.ifUnused(lock, () -> delete(version))) {
        used -= size;
      }
    }
  }

  private void requireSpace(String wanted, long needed) throws IOException {
    long free = Files.getFileStore(folder).getUsableSpace();
    if (free < needed) {
      throw new IOException(
          "%s takes %,d MB, %,d MB are free in %s: make room, or name a folder of another disk in work-directory"
              .formatted(wanted, needed >> 20, free >> 20, folder));
    }
  }

  private static Path version(Path lock) {
    String name = lock.getFileName().toString();
    return lock.resolveSibling(name.substring(0, name.length() - LOCK.length()));
  }

  private static long lastUsed(Path lock) {
    return lock.toFile().lastModified();
  }

  private static long sizeOf(Path version) throws IOException {
    if (!Files.isDirectory(version)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(version)) {
      return files.mapToLong(file -> file.toFile().isFile() ? file.toFile().length() : 0).sum();
    }
  }

  /** What dead downloads of this version left; the caller holds its lock. */
  private void deleteParts(String key) throws IOException {
    List<Path> parts;
    try (Stream<Path> files = Files.list(folder)) {
      parts = files.filter(f -> f.getFileName().toString().startsWith(key + PART)).toList();
    }
    for (Path part : parts) {
      delete(part);
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
