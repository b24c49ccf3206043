package fr.recap.udfs.codes;

import java.text.Normalizer;

/**
 * The one definition of a clean key, for import, history and index.
 *
 * <p>A clean key has nothing invisible at its ends (blanks of any kind, control characters, byte
 * order marks), plain spaces within where the source has no-break or other blanks, and composed
 * letters (Unicode's form C), so that keys that look the same are the same. Case and inner blanks
 * matter.
 */
public final class Keys {

  private Keys() {}

  /**
   * The clean key.
   *
   * @return null where nothing visible is left, and where an invisible character is left within:
   *     see {@link #fault}
   */
  public static String clean(String key) {
    if (key == null) {
      return null;
    }
    String clean = spaced(trim(key));
    return clean.isEmpty() || firstInvisible(clean) >= 0 ? null : clean;
  }

  /** Why {@link #clean} gives null; null where it gives a key. */
  public static String fault(String key) {
    String spaced = key == null ? "" : spaced(trim(key));
    if (spaced.isEmpty()) {
      return "the key is null";
    }
    int at = firstInvisible(spaced);
    return at < 0
        ? null
        : "the key has an invisible character within (U+%04X)".formatted((int) spaced.charAt(at));
  }

  /** A text without what is invisible at its ends; the same object where there is nothing. */
  public static String trim(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isInvisible(text.charAt(from))) {
      from++;
    }
    while (to > from && isInvisible(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  /** Plain spaces for all others, and composed letters. */
  private static String spaced(String text) {
    if (isPlain(text)) {
      return text;
    }
    StringBuilder spaced = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      spaced.append(Character.getType(c) == Character.SPACE_SEPARATOR ? ' ' : c);
    }
    return Normalizer.normalize(spaced, Normalizer.Form.NFC);
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7E) {
        return false;
      }
    }
    return true;
  }

  private static int firstInvisible(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != ' ' && isInvisible(text.charAt(i))) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isInvisible(char c) {
    if (c > ' ' && c < 0x7F) {
      return false;
    }
    return switch (Character.getType(c)) {
      case Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.CONTROL,
          Character.FORMAT ->
          true;
      default -> false;
    };
  }
}
