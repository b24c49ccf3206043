package fr.recap.udfs.vectors;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** What answers questions on word vectors. */
public enum VectorsEngine {
  /** The memory-mapped file: opens at once, pages shared by all JVMs of a machine. */
  MMAP,
  /** The native library: a copy of the whole model in each JVM. */
  JNI;

  /**
   * The engine of a setting, {@code mmap} or {@code jni}.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static VectorsEngine of(String name) {
    return Arrays.stream(values())
        .filter(engine -> engine.setting().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The fastText engine must be mmap or jni, cannot be: " + name));
  }

  /** Its name in settings. */
  public String setting() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Opens a model.
   *
   * @throws VectorsFormatException if the file is foreign, truncated, quantised or pruned
   */
  public WordVectors open(Path path) throws IOException {
    return this == MMAP ? MappedVectors.open(path) : NativeVectors.open(path);
  }
}
