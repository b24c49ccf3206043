package fr.recap.siret;

import fr.recap.udfs.text.CharNgrams;
import fr.recap.udfs.text.FrenchStems;
import fr.recap.udfs.text.StopWords;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * The buckets that a word fills in the vectors of {@link TfIdfSimilarity}. Words repeat from text
 * to text: those that were asked for last are remembered once a JVM, at most 65,536. Immutable.
 */
final class WordBuckets {
  private static final int TRIGRAM = 3;

  /** Keeps a word apart from an equal trigram. */
  private static final String WORD = "w ";

  /** A power of two; a word sits where its hash says, the last one there stays. */
  private static final int SLOTS = 1 << 16;

  /** Threads may write over each other's entries, each of which is whole. */
  private static final WordBuckets[] REMEMBERED = new WordBuckets[SLOTS];

  private final String word;
  private final boolean stopWord;
  private final int stem;
  private final int[] trigrams;

  private WordBuckets(String word) {
    IntStream.Builder hashes = IntStream.builder();
    CharNgrams.forEachHash(
        word, TRIGRAM, TRIGRAM, hash -> hashes.accept(TfIdfSimilarity.bucket(hash)));
    this.word = word;
    this.stopWord = StopWords.contains(word);
    this.stem = ofWhole(FrenchStems.ofThread().stem(word));
    this.trigrams = hashes.build().toArray();
  }

  /**
   * @param word in lower-case ASCII
   */
  static WordBuckets of(String word) {
    int hash = word.hashCode();
    int slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
    WordBuckets there = REMEMBERED[slot];
    if (there == null || !there.word.equals(word)) {
      there = new WordBuckets(word);
      REMEMBERED[slot] = there;
    }
    return there;
  }

  boolean isStopWord() {
    return stopWord;
  }

  /** Bucket of its stem. */
  int stem() {
    return stem;
  }

  /** Visits the buckets of its trigrams, {@code <bo} to {@code on>}. */
  void forEachTrigram(IntConsumer consumer) {
    for (int trigram : trigrams) {
      consumer.accept(trigram);
    }
  }

  /** The bucket of a word as a whole. */
  static int ofWhole(String word) {
    return TfIdfSimilarity.bucket(CharNgrams.hash(WORD + word));
  }
}
