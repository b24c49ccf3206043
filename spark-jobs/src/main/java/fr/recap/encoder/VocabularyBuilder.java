package fr.recap.encoder;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Counts words and n-grams of texts; the same vocabulary whatever the order they come in. */
public final class VocabularyBuilder {
  private final int maxWords;
  private final Map<String, Long> words = new HashMap<>();
  private final long[] buckets;
  private long texts;

  /**
   * @param maxWords the most frequent ones are kept, equal ones in order of the alphabet
   * @param buckets of n-grams
   */
  public VocabularyBuilder(int maxWords, int buckets) {
    this.maxWords = maxWords;
    this.buckets = new long[buckets];
  }

  /**
   * Counts a text.
   *
   * @param cleaned words of lower-case ASCII joined by blanks, not stemmed
   */
  public void add(String cleaned) {
    texts++;
    for (String stem : new HashSet<>(Vocabulary.stems(cleaned))) {
      words.merge(stem, 1L, Long::sum);
    }
    Set<Integer> seen = new HashSet<>(Vocabulary.buckets(cleaned, buckets.length));
    for (int bucket : seen) {
      buckets[bucket]++;
    }
  }

  /** Makes sure of a word that no text has, such as one that a vector is known of. */
  public void addWord(String stem) {
    words.putIfAbsent(stem, 0L);
  }

  /** The vocabulary of what was counted. */
  public Vocabulary build() {
    Map<String, Long> kept = new LinkedHashMap<>();
    words.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(maxWords)
        .forEach(entry -> kept.put(entry.getKey(), entry.getValue()));
    return Vocabulary.of(kept, buckets, texts);
  }
}
