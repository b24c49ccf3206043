package fr.recap.siret;

import fr.recap.metrics.TermWeights;
import fr.recap.udfs.text.TextCleaner;
import fr.recap.udfs.text.Words;
import java.io.Serializable;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Cosine of TF-IDF vectors over stemmed words and character trigrams of words ({@code <bo}, {@code
 * bou}, ...), hashed into buckets. Weight of a bucket: (1 + ln tf) (1 + ln((1 + n) / (1 + df))), n
 * documents, as scikit-learn's smoothed idf. Immutable.
 */
final class TfIdfSimilarity implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int BITS = 18;

  /** Number of buckets. */
  static final int BUCKETS = 1 << BITS;

  private final float[] idf;

  /** A text's vector: increasing buckets, and a weight for each; of unit norm. */
  static final class Vector {
    private final int[] buckets;
    private final double[] weights;

    private Vector(int[] buckets, double[] weights) {
      this.buckets = buckets;
      this.weights = weights;
    }
  }

  /**
   * @param idf one a bucket, all above 0
   */
  TfIdfSimilarity(float[] idf) {
    if (idf.length != BUCKETS) {
      throw new IllegalArgumentException(
          "The weights of words must be %d, cannot be: %d".formatted(BUCKETS, idf.length));
    }
    this.idf = idf.clone();
  }

  /**
   * Learns the weights.
   *
   * @param frequencies number of documents that have each bucket
   * @param documents number of all documents
   */
  static TfIdfSimilarity fit(int[] frequencies, long documents) {
    float[] idf = new float[BUCKETS];
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      idf[bucket] = (float) TermWeights.inverseDocumentFrequency(documents, frequencies[bucket]);
    }
    return new TfIdfSimilarity(idf);
  }

  /** The weights, one a bucket. */
  float[] idf() {
    return idf.clone();
  }

  /** Weight of one lower-case word: its idf in the register, that of its stem. */
  double wordWeight(String word) {
    WordBuckets buckets = WordBuckets.of(word);
    return idf[buckets.isStopWord() ? WordBuckets.ofWhole(word) : buckets.stem()];
  }

  /**
   * Visits the bucket of every word and trigram of a text, repeated ones as often as they occur.
   */
  static void forEachBucket(String text, IntConsumer consumer) {
    List<String> words = Words.of(text);
    for (String word : words) {
      WordBuckets buckets = WordBuckets.of(word);
      if (!buckets.isStopWord()) {
        consumer.accept(buckets.stem());
      }
    }
    for (String word : TextCleaner.unstemmed().tokensOf(words)) {
      WordBuckets.of(word).forEachTrigram(consumer);
    }
  }

  /** The vector of a text; empty for an empty one. */
  Vector vector(String text) {
    IntStream.Builder found = IntStream.builder();
    forEachBucket(text, found);
    int[] all = found.build().sorted().toArray();
    int size = 0;
    for (int i = 0; i < all.length; i++) {
      size += i == 0 || all[i] != all[i - 1] ? 1 : 0;
    }
    int[] buckets = new int[size];
    double[] weights = new double[size];
    double squares = 0;
    int at = 0;
    for (int i = 0; i < size; i++) {
      int from = at;
      buckets[i] = all[at];
      while (at < all.length && all[at] == buckets[i]) {
        at++;
      }
      weights[i] = TermWeights.termFrequency(at - from) * idf[buckets[i]];
      squares += weights[i] * weights[i];
    }
    double norm = Math.sqrt(squares);
    for (int j = 0; j < weights.length; j++) {
      weights[j] /= norm;
    }
    return new Vector(buckets, weights);
  }

  /** The cosine of two vectors, from 0 to 1; 0 if one is empty. */
  static double cosine(Vector a, Vector b) {
    double dot = 0;
    int i = 0;
    int j = 0;
    while (i < a.buckets.length && j < b.buckets.length) {
      int difference = Integer.compare(a.buckets[i], b.buckets[j]);
      if (difference == 0) {
        dot += a.weights[i++] * b.weights[j++];
      } else if (difference < 0) {
        i++;
      } else {
        j++;
      }
    }
    return Math.min(1, dot);
  }

  /** The bucket of a hash of 64 bits. */
  static int bucket(long hash) {
    // FNV-1a mixes its low bits best once the high ones are folded in.
    return (int) ((hash ^ (hash >>> 32) ^ (hash >>> BITS)) & (BUCKETS - 1));
  }
}
