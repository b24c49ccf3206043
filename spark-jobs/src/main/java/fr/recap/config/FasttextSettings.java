package fr.recap.config;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * Word vectors.
 *
 * @param vectors published version, such as {@code VECTORS_2026-11-24}; empty for the newest
 * @param engine {@code mmap} or {@code jni}
 */
public record FasttextSettings(Optional<String> vectors, String engine) implements Serializable {
  /** What a coder's setting says for the newest version; none means no vectors there. */
  public static final String NEWEST = "newest";

  /** The same, and no vectors where none are published. */
  public static final String NEWEST_IF_ANY = "newest-if-any";

  private Object writeReplace() {
    return new SerializedRecord(this);
  }

  static FasttextSettings read(Section section) {
    return new FasttextSettings(
        section.optionalText("vectors"), section.oneOf("engine", List.of("mmap", "jni")));
  }
}
