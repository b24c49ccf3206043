package fr.recap.udfs.similarity;

import java.util.Arrays;

/**
 * Shared character trigrams of two texts, blanks included, without padding. A text of fewer than
 * three characters has none.
 */
public final class Trigrams {

  private Trigrams() {}

  /** The number of trigrams of a text, repeated ones counted; 0 for null. */
  public static int count(String text) {
    return text == null ? 0 : Math.max(0, text.length() - 2);
  }

  /** The size of the intersection of the two multisets of trigrams; 0 if either text is null. */
  public static int shared(String a, String b) {
    if (count(a) == 0 || count(b) == 0) {
      return 0;
    }
    long[] left = sorted(a);
    long[] right = sorted(b);
    int shared = 0;
    int i = 0;
    int j = 0;
    while (i < left.length && j < right.length) {
      if (left[i] == right[j]) {
        shared++;
        i++;
        j++;
      } else if (left[i] < right[j]) {
        i++;
      } else {
        j++;
      }
    }
    return shared;
  }

  /**
   * The share of the trigrams of {@code a} that {@code b} has, as the lexical correction of the
   * nomenclature coder; not symmetric.
   *
   * @return 0 to 1; 0 where {@code a} has no trigram or either is null
   */
  public static double similarity(String a, String b) {
    int count = count(a);
    return count == 0 ? 0 : (double) shared(a, b) / count;
  }

  /** Trigrams as numbers, sorted, so that two texts merge without a hash table. */
  private static long[] sorted(String text) {
    long[] trigrams = new long[text.length() - 2];
    for (int i = 0; i < trigrams.length; i++) {
      trigrams[i] =
          (long) text.charAt(i) << 32 | (long) text.charAt(i + 1) << 16 | text.charAt(i + 2);
    }
    Arrays.sort(trigrams);
    return trigrams;
  }
}
