package fr.recap.udfs.vectors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Models of this JVM, each opened once, by the first that needs it, and kept to its end. */
public final class LoadedVectors {
  private static final ConcurrentMap<Key, WordVectors> LOADED = new ConcurrentHashMap<>();

  private record Key(Path path, VectorsEngine engine) {}

  private LoadedVectors() {}

  /**
   * The model of a file.
   *
   * @throws UncheckedIOException if it can't be read; the next call tries again
   */
  public static WordVectors get(Path path, VectorsEngine engine) {
    Key key = new Key(path.toAbsolutePath().normalize(), engine);
    // get() first: computeIfAbsent locks even where the key is there.
    WordVectors loaded = LOADED.get(key);
    return loaded != null ? loaded : LOADED.computeIfAbsent(key, LoadedVectors::open);
  }

  private static WordVectors open(Key key) {
    try {
      return key.engine().open(key.path());
    } catch (IOException e) {
      throw new UncheckedIOException("Word vectors can't be opened: " + e.getMessage(), e);
    }
  }
}
