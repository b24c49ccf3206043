package fr.recap.encoder;

import fr.recap.udfs.text.TextMemo;
import java.util.Arrays;
import java.util.function.Function;

/**
 * Sums of the embeddings of the tokens of words, each with its rarity as weight. Words repeat, and
 * the rows of their tokens lie all over the memory, which costs more than all else: so that sums
 * are remembered. Safe to share between threads.
 */
final class WordSums {
  /** Words; each takes two vectors. */
  private static final int REMEMBERED = 1 << 14;

  private final Vocabulary vocabulary;
  private final float[] embeddings;
  private final int width;
  private final TextMemo<Word> words = new TextMemo<>(REMEMBERED);
  private final Function<String, Word> compute = this::compute;

  WordSums(Vocabulary vocabulary, Parameters parameters) {
    this.vocabulary = vocabulary;
    this.embeddings = parameters.embeddings;
    this.width = parameters.shape.width();
  }

  /** A sum of embeddings with the sum of their weights. */
  static final class Sum {
    private final float[] vector;
    private float weight;

    Sum(int width) {
      vector = new float[width];
    }

    void clear() {
      Arrays.fill(vector, 0);
      weight = 0;
    }

    void add(Sum other) {
      if (other.weight > 0) {
        Vectors.addScaled(vector, 1, other.vector);
        weight += other.weight;
      }
    }

    void add(float weight, float[] row) {
      Vectors.addScaled(vector, weight, row);
      this.weight += weight;
    }

    /** Makes the first sum the weighted mean of both. */
    static void mean(Sum stems, Sum grams) {
      float share = Vocabulary.wordsShare(!stems.isEmpty(), !grams.isEmpty());
      if (share > 0) {
        Vectors.multiply(stems.vector, share / stems.weight);
      }
      if (share < 1) {
        Vectors.addScaled(stems.vector, (1 - share) / grams.weight, grams.vector);
      }
    }

    boolean isEmpty() {
      return weight == 0;
    }

    /** Shared, not to be changed. */
    float[] vector() {
      return vector;
    }
  }

  /** The sums of one word: of its stem if that is known, and of its n-grams. */
  record Word(Sum stems, Sum grams) {}

  /** The sums of a cleaned word. */
  Word of(String word) {
    return words.get(word, compute);
  }

  private Word compute(String word) {
    Word sums = new Word(new Sum(width), new Sum(width));
    float[] row = new float[width];
    for (int id : vocabulary.tokens(word).ids()) {
      System.arraycopy(embeddings, id * width, row, 0, width);
      (id < vocabulary.wordCount() ? sums.stems : sums.grams).add(vocabulary.weight(id), row);
    }
    return sums;
  }
}
