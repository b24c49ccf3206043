package fr.recap.encoder;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Begins embeddings with word vectors: a stem with the mean of its words, a bucket with the mean of
 * the words that have an n-gram in it, so that words without a vector begin near those they look
 * like.
 */
public final class VectorStart {
  private final int width;
  private final Map<String, float[]> byWord = new HashMap<>();

  /**
   * @param width of the vectors
   */
  public VectorStart(int width) {
    this.width = width;
  }

  /** Width of the vectors. */
  public int width() {
    return width;
  }

  /**
   * Adds the vector of a word.
   *
   * @param word lower-case ASCII, not stemmed
   * @param vector of any length but zero; it is scaled to 1
   */
  public void add(String word, float[] vector) {
    float norm = (float) Math.sqrt(Vectors.dot(vector, 0, vector, 0, width));
    if (norm > 0) {
      float[] unit = new float[width];
      Vectors.addScaled(unit, 0, 1 / norm, vector, 0, width);
      byWord.put(word, unit);
    }
  }

  /** Makes sure that the stems of all words have a row. */
  public void addWords(VocabularyBuilder vocabulary) {
    byWord.keySet().forEach(word -> Vocabulary.stems(word).forEach(vocabulary::addWord));
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
    byWord.keySet().stream()
        .sorted()
        .forEach(
            word -> {
              float[] vector = byWord.get(word);
              for (String stem : Vocabulary.stems(word)) {
                add(rows, rowOfStem.getOrDefault(stem, -1), vector);
              }
              for (int bucket : Vocabulary.buckets(word, buckets)) {
                add(rows, stems.size() + bucket, vector);
              }
            });
    return rows;
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
