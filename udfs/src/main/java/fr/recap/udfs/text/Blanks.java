package fr.recap.udfs.text;

/**
 * What counts as empty on a form: nothing, or only blanks. A blank is any character that leaves no
 * mark: white space, no-break and other Unicode spaces, control and formatting characters.
 */
public final class Blanks {
  /** A regular expression of one character that is no blank, for Java and Spark. */
  public static final String FILLED = "[^\\s\\p{Z}\\p{Cc}\\p{Cf}]";

  private Blanks() {}

  /**
   * The text without blanks around it.
   *
   * @param text perhaps null
   * @return null for null and for a text of blanks alone
   */
  public static String strip(String text) {
    if (text == null) {
      return null;
    }
    int end = text.length();
    int start = 0;
    while (start < end && isBlank(text.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return start == end ? null : text.substring(start, end);
  }

  /** Whether a character leaves no mark; those outside the basic plane do. */
  private static boolean isBlank(char c) {
    if (c > ' ' && c < 0x7f) {
      return false;
    }
    return c <= ' '
        || Character.isISOControl(c)
        || Character.isSpaceChar(c)
        || Character.getType(c) == Character.FORMAT;
  }
}
