package fr.recap.models;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Models of this JVM, each loaded once, by the first task that needs it. One that nothing uses any
 * more is let go when memory is short, so that a JVM that lives through many versions keeps those
 * that it works with.
 */
public final class LoadedModels {
  private static final ConcurrentMap<Key, Slot> LOADED = new ConcurrentHashMap<>();

  private record Key(String root, String version, Class<?> type) {}

  /** Room for a model; whoever comes while it is loaded waits. */
  private static final class Slot {
    private SoftReference<Object> loaded = new SoftReference<>(null);

    synchronized Object get(ModelRef ref, ModelLoader<?> loader) {
      Object model = loaded.get();
      if (model == null) {
        model = load(ref, loader);
        loaded = new SoftReference<>(model);
      }
      return model;
    }
  }

  private LoadedModels() {}

  /**
   * The model of a published version.
   *
   * @throws UncheckedIOException if it can't be fetched or read; the next call tries again
   */
  public static <T> T get(ModelRef ref, Class<T> type, ModelLoader<T> loader) {
    Key key = new Key(ref.store().root(), ref.version(), type);
    return type.cast(LOADED.computeIfAbsent(key, absent -> new Slot()).get(ref, loader));
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
