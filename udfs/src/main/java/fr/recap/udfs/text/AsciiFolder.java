package fr.recap.udfs.text;

import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;

/** Transliteration to ASCII, as the register writes: {@code é} to e, {@code œ} to oe. */
public final class AsciiFolder {

  /** Lucene's folding turns one character into at most this many. */
  private static final int MAX_EXPANSION = 4;

  private AsciiFolder() {}

  /**
   * Replaces letters, digits and punctuation by their ASCII equivalents and drops combining
   * accents; case is kept, and so is a character that has no equivalent.
   *
   * @return the folded text, the same instance if there is nothing to fold; null for null
   */
  public static String fold(String text) {
    if (text == null || isAscii(text)) {
      return text;
    }
    char[] out = new char[text.length() * MAX_EXPANSION];
    return new String(out, 0, fold(text, out));
  }

  /**
   * Folds, lowers the case, turns everything but ASCII letters and digits into blanks, then leaves
   * single blanks and none at the ends.
   *
   * @return the normalised text, perhaps empty; null for null
   */
  public static String normalize(String text) {
    if (text == null) {
      return null;
    }
    char[] chars;
    int length;
    if (isAscii(text)) {
      chars = text.toCharArray();
      length = chars.length;
    } else {
      chars = new char[text.length() * MAX_EXPANSION];
      length = fold(text, chars);
    }
    int out = 0;
    boolean blankDue = false;
    for (int i = 0; i < length; i++) {
      char c = lower(chars[i]);
      if (isLetterOrDigit(c)) {
        if (blankDue && out > 0) {
          chars[out++] = ' ';
        }
        blankDue = false;
        chars[out++] = c;
      } else {
        blankDue = true;
      }
    }
    return new String(chars, 0, out);
  }

  private static int fold(String text, char[] out) {
    char[] in = text.toCharArray();
    int kept = 0;
    for (char c : in) {
      if (!isCombiningAccent(c)) {
        in[kept++] = c;
      }
    }
    return ASCIIFoldingFilter.foldToASCII(in, 0, out, 0, kept);
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /** The marks that a decomposed accent leaves behind its letter. */
  private static boolean isCombiningAccent(char c) {
    return c >= 0x0300 && c <= 0x036F;
  }

  private static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }
}
