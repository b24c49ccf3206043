package fr.recap.models;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Models of this JVM, each loaded once, by the first task that needs it. */
public final class LoadedModels {
  private static final ConcurrentMap<Key, Object> LOADED = new ConcurrentHashMap<>();

  private record Key(String root, String version, Class<?> type) {}

  private LoadedModels() {}

  /**
   * The model of a published version.
   *
   * @throws UncheckedIOException if it can't be fetched or read; the next call tries again
   */
  public static <T> T get(ModelRef ref, Class<T> type, ModelLoader<T> loader) {
    Key key = new Key(ref.store().root(), ref.version(), type);
    return type.cast(LOADED.computeIfAbsent(key, absent -> load(ref, loader)));
  }

  private static <T> T load(ModelRef ref, ModelLoader<T> loader) {
    try {
      return loader.load(ref.fetch());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The model %s can't be loaded from %s".formatted(ref.version(), ref.store().root()), e);
    }
  }
}
