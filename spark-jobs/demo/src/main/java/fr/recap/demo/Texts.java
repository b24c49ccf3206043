package fr.recap.demo;

import fr.recap.udfs.text.AsciiFolder;
import java.util.Locale;

/** How text looks on forms. */
final class Texts {
  private Texts() {}

  /** Capitals without accents; what is neither letter nor digit becomes one blank. */
  static String capitals(String text) {
    return AsciiFolder.fold(text).toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", " ").strip();
  }

  static String truncate(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length).strip();
  }

  /** Null for an empty text. */
  static String orNull(String text) {
    return text == null || text.isBlank() ? null : text;
  }

  static String join(String... parts) {
    StringBuilder joined = new StringBuilder();
    for (String part : parts) {
      if (part != null && !part.isBlank()) {
        joined.append(joined.isEmpty() ? "" : " ").append(part);
      }
    }
    return joined.toString();
  }
}
