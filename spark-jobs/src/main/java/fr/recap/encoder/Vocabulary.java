package fr.recap.encoder;

import fr.recap.metrics.TermWeights;
import fr.recap.models.BinaryArrays;
import fr.recap.models.BinaryInput;
import fr.recap.udfs.text.CharNgrams;
import fr.recap.udfs.text.TextCleaner;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns a cleaned text into rows of the embedding matrix: the stems of known words, and the
 * character n-grams of all words hashed into buckets, each weighted by its rarity. Immutable.
 */
public final class Vocabulary implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Lengths of the n-grams, padding of the word included. */
  private static final int SHORTEST = 3;

  private static final int LONGEST = 5;

  /** Share of the weight that known words have; n-grams have the rest. */
  private static final float WORDS_SHARE = 0.5f;

  private final HashMap<String, Integer> words;
  private final int buckets;

  /** [words + buckets], positive. */
  private final float[] idf;

  private Vocabulary(Map<String, Integer> words, int buckets, float[] idf) {
    this.words = new HashMap<>(words);
    this.buckets = buckets;
    this.idf = idf;
  }

  /**
   * Builds a vocabulary.
   *
   * @param words stems with the number of texts that have them, in the order of their rows
   * @param bucketCounts texts that have an n-gram of each bucket
   * @param texts their number
   */
  static Vocabulary of(Map<String, Long> words, long[] bucketCounts, long texts) {
    HashMap<String, Integer> rows = new HashMap<>();
    float[] idf = new float[words.size() + bucketCounts.length];
    words.forEach(
        (word, count) -> {
          idf[rows.size()] = idf(count, texts);
          rows.put(word, rows.size());
        });
    for (int bucket = 0; bucket < bucketCounts.length; bucket++) {
      idf[words.size() + bucket] = idf(bucketCounts[bucket], texts);
    }
    return new Vocabulary(rows, bucketCounts.length, idf);
  }

  private static float idf(long count, long texts) {
    return (float) TermWeights.inverseDocumentFrequency(texts, count);
  }

  /** Rows of the embedding matrix: words, then buckets. */
  public int rows() {
    return idf.length;
  }

  /** The words' number; their rows come first. */
  public int wordCount() {
    return words.size();
  }

  /** The words in the order of their rows. */
  public List<String> words() {
    String[] ordered = new String[words.size()];
    words.forEach((word, row) -> ordered[row] = word);
    return List.of(ordered);
  }

  /**
   * The tokens of a text.
   *
   * @param cleaned words of lower-case ASCII joined by blanks, not stemmed; null for none
   */
  public TokenBlock tokens(String cleaned) {
    if (cleaned == null || cleaned.isEmpty()) {
      return TokenBlock.EMPTY;
    }
    List<String> stems = stems(cleaned);
    int[] ids = new int[stems.size() + (LONGEST - SHORTEST + 1) * 2 * (cleaned.length() + 2)];
    int[] count = new int[1];
    for (String stem : stems) {
      Integer row = words.get(stem);
      if (row != null) {
        ids[count[0]++] = row;
      }
    }
    int known = count[0];
    CharNgrams.forEachHash(
        cleaned, SHORTEST, LONGEST, hash -> ids[count[0]++] = words.size() + bucket(hash, buckets));
    return block(ids, known, count[0]);
  }

  private TokenBlock block(int[] ids, int known, int count) {
    int[] used = java.util.Arrays.copyOf(ids, count);
    float[] weights = new float[count];
    float share = wordsShare(known > 0, known < count);
    weigh(used, weights, 0, known, share);
    weigh(used, weights, known, count, 1 - share);
    return new TokenBlock(used, weights);
  }

  /**
   * What the weights of a text's stems sum up to; those of its n-grams have the rest of 1.
   *
   * @param stems whether it has any that are known
   * @param grams whether it has any
   */
  static float wordsShare(boolean stems, boolean grams) {
    return !stems ? 0 : grams ? WORDS_SHARE : 1;
  }

  /** The rarity of a row's token, which its weight in a text is proportional to; positive. */
  float weight(int row) {
    return idf[row];
  }

  private void weigh(int[] ids, float[] weights, int from, int to, float share) {
    float total = 0;
    for (int i = from; i < to; i++) {
      total += idf[ids[i]];
    }
    for (int i = from; i < to; i++) {
      weights[i] = share * idf[ids[i]] / total;
    }
  }

  static List<String> stems(String cleaned) {
    return TextCleaner.original().tokens(cleaned);
  }

  static int bucket(long hash, int buckets) {
    // The low bits of FNV-1a depend on the last characters most.
    return (int) Math.floorMod(hash ^ (hash >>> 32), (long) buckets);
  }

  /** The buckets of the n-grams of a text, repeated ones as often as they occur. */
  static List<Integer> buckets(String cleaned, int buckets) {
    List<Integer> found = new ArrayList<>();
    CharNgrams.forEachHash(cleaned, SHORTEST, LONGEST, hash -> found.add(bucket(hash, buckets)));
    return found;
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(words.size());
    for (String word : words()) {
      out.writeUTF(word);
    }
    out.writeInt(buckets);
    BinaryArrays.write(out, idf);
  }

  static Vocabulary read(BinaryInput in) throws IOException {
    int size = in.readLength(Short.BYTES);
    HashMap<String, Integer> words = new HashMap<>();
    for (int row = 0; row < size; row++) {
      words.put(in.readUTF(), row);
    }
    int buckets = in.readInt();
    float[] idf = in.readFloats();
    in.check(
        words.size() == size && buckets > 0 && idf.length == size + (long) buckets,
        "its weights are not those of its words and n-grams");
    return new Vocabulary(words, buckets, idf);
  }
}
