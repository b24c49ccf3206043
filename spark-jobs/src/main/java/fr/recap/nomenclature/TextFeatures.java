package fr.recap.nomenclature;

import fr.recap.udfs.text.CharNgrams;
import fr.recap.udfs.text.TextCleaner;
import java.util.Arrays;
import java.util.List;

/**
 * What two cleaned texts are compared by: hashes of the stems of words, and of character 3- and
 * 4-grams, both sorted and repeated as often as they occur.
 */
final class TextFeatures {
  private static final int SHORTEST = 3;
  private static final int LONGEST = 4;

  /** Keeps a word apart from the n-gram of the same letters. */
  private static final long WORD = 0x9E3779B97F4A7C15L;

  private TextFeatures() {}

  /** The stems of a text. */
  static long[] words(String cleaned) {
    List<String> stems = TextCleaner.original().tokens(cleaned);
    long[] words = new long[stems.size()];
    for (int i = 0; i < words.length; i++) {
      words[i] = CharNgrams.hash(stems.get(i)) ^ WORD;
    }
    Arrays.sort(words);
    return words;
  }

  /** The n-grams of a text. */
  static long[] grams(String cleaned) {
    return grams(cleaned, SHORTEST, LONGEST);
  }

  /** The trigrams of a text. */
  static long[] trigrams(String cleaned) {
    return grams(cleaned, SHORTEST, SHORTEST);
  }

  private static long[] grams(String cleaned, int shortest, int longest) {
    // Each character starts at most one n-gram of each length, its word's padding included.
    long[] grams = new long[(longest - shortest + 1) * 2 * (cleaned.length() + 2)];
    int[] count = new int[1];
    CharNgrams.forEachHash(cleaned, shortest, longest, hash -> grams[count[0]++] = hash);
    long[] used = Arrays.copyOf(grams, count[0]);
    Arrays.sort(used);
    return used;
  }
}
