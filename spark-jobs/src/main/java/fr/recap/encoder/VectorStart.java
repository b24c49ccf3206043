package fr.recap.encoder;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * Begins embeddings with word vectors: a stem with the mean of its words, a bucket with the mean of
 * the words that have an n-gram in it, so that words without a vector begin near those they look
 * like.
 */
public final class VectorStart {
  private final int width;

  /** The words, in order, with what to ask for. */
  private final SortedMap<String, String> words;

  private final Function<String, float[]> vectors;

  /**
   * @param width of the vectors
   * @param words lower-case ASCII, not stemmed, with the name under which each has a vector
   * @param vectors of a name, of any length but zero; asked whenever embeddings begin, since the
   *     vectors of all words take as much memory as the embeddings
   */
  public VectorStart(
      int width, SortedMap<String, String> words, Function<String, float[]> vectors) {
    this.width = width;
    this.words = Collections.unmodifiableSortedMap(words);
    this.vectors = vectors;
  }

  /** Width of the vectors. */
  public int width() {
    return width;
  }

  /** Makes sure that the stems of all words have a row. */
  public void addWords(VocabularyBuilder vocabulary) {
    words.keySet().forEach(word -> Vocabulary.stems(word).forEach(vocabulary::addWord));
  }

  /**
   * The rows to begin with.
   *
   * @param frozen whether the rows of words stay as they begin
   */
  public EncoderInput.WordStart of(Vocabulary vocabulary, boolean frozen) {
    return new EncoderInput.WordStart(() -> rows(vocabulary), frozen ? vocabulary.wordCount() : 0);
  }

  private float[][] rows(Vocabulary vocabulary) {
    Map<String, Integer> rowOfStem = new HashMap<>();
    List<String> stems = vocabulary.words();
    for (int row = 0; row < stems.size(); row++) {
      rowOfStem.put(stems.get(row), row);
    }
    float[][] rows = new float[vocabulary.rows()][];
    int buckets = vocabulary.rows() - stems.size();
    // In order of the alphabet, since sums of floats depend on theirs.
    float[] unit = new float[width];
    words.forEach(
        (word, name) -> {
          float[] vector = vectors.apply(name);
          Vectors.scaled(unit, 1 / norm(vector), vector);
          for (String stem : Vocabulary.stems(word)) {
            add(rows, rowOfStem.getOrDefault(stem, -1), unit);
          }
          for (int bucket : Vocabulary.buckets(word, buckets)) {
            add(rows, stems.size() + bucket, unit);
          }
        });
    return rows;
  }

  /** The length of a vector; one of length 0 tells nothing of its word. */
  public static float norm(float[] vector) {
    return (float) Math.sqrt(Vectors.dot(vector, vector));
  }

  private void add(float[][] rows, int row, float[] vector) {
    if (row >= 0) {
      if (rows[row] == null) {
        rows[row] = new float[width];
      }
      Vectors.addScaled(rows[row], 0, 1, vector, 0, width);
    }
  }
}
