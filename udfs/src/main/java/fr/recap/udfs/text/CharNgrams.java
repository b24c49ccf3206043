package fr.recap.udfs.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Character n-grams of the words of a text, each word padded as {@code <word>}, as fastText has
 * them. Words are what single or repeated blanks separate; nothing is folded.
 */
public final class CharNgrams {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private CharNgrams() {}

  /** Takes one n-gram; the buffer is shared and must neither be kept nor changed. */
  @FunctionalInterface
  public interface Visitor {
    void ngram(char[] buffer, int offset, int length);
  }

  /**
   * Visits the n-grams word by word, by position and then by length.
   *
   * @param text null or empty for nothing
   * @param min shortest length in characters, padding included; at least 1
   * @param max longest length, at least {@code min}
   */
  public static void forEach(String text, int min, int max, Visitor visitor) {
    if (min < 1 || max < min) {
      throw new IllegalArgumentException(
          "Lengths of n-grams must be 1 <= min <= max, cannot be: " + min + ".." + max);
    }
    if (text == null || text.isEmpty()) {
      return;
    }
    char[] buffer = new char[text.length() + 2];
    int i = 0;
    while (i < text.length()) {
      buffer[0] = '<';
      int length = 1;
      while (i < text.length() && text.charAt(i) != ' ') {
        buffer[length++] = text.charAt(i++);
      }
      i++;
      if (length > 1) {
        buffer[length++] = '>';
        visitWord(buffer, length, min, max, visitor);
      }
    }
  }

  /** As {@link #forEach} with the 64-bit FNV-1a hash of each n-gram's UTF-16 units. */
  public static void forEachHash(String text, int min, int max, LongConsumer consumer) {
    forEach(
        text, min, max, (buffer, offset, length) -> consumer.accept(hash(buffer, offset, length)));
  }

  /** The n-grams as strings, repeated ones as often as they occur. */
  public static List<String> list(String text, int min, int max) {
    List<String> ngrams = new ArrayList<>();
    forEach(
        text, min, max, (buffer, offset, length) -> ngrams.add(new String(buffer, offset, length)));
    return ngrams;
  }

  /** The hash that {@link #forEachHash} gives for an n-gram or any other token. */
  public static long hash(String token) {
    return hash(token.toCharArray(), 0, token.length());
  }

  private static void visitWord(char[] buffer, int length, int min, int max, Visitor visitor) {
    for (int start = 0; start + min <= length; start++) {
      int longest = Math.min(max, length - start);
      for (int n = min; n <= longest; n++) {
        visitor.ngram(buffer, start, n);
      }
    }
  }

  private static long hash(char[] buffer, int offset, int length) {
    long hash = FNV_OFFSET;
    for (int i = offset; i < offset + length; i++) {
      hash = (hash ^ buffer[i]) * FNV_PRIME;
    }
    return hash;
  }
}
