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

  private final long[] words;
  private final long[] grams;

  private TextFeatures(long[] words, long[] grams) {
    this.words = words;
    this.grams = grams;
  }

  static TextFeatures of(String cleaned) {
    List<String> stems = TextCleaner.original().tokens(cleaned);
    long[] words = new long[stems.size()];
    for (int i = 0; i < words.length; i++) {
      words[i] = CharNgrams.hash(stems.get(i)) ^ WORD;
    }
    // Each character starts at most one n-gram of each length, its word's padding included.
    long[] grams = new long[(LONGEST - SHORTEST + 1) * 2 * (cleaned.length() + 2)];
    int[] count = new int[1];
    CharNgrams.forEachHash(cleaned, SHORTEST, LONGEST, hash -> grams[count[0]++] = hash);
    long[] used = Arrays.copyOf(grams, count[0]);
    Arrays.sort(words);
    Arrays.sort(used);
    return new TextFeatures(words, used);
  }

  long[] words() {
    return words;
  }

  long[] grams() {
    return grams;
  }
}
