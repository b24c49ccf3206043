package fr.recap.vectors;

import java.io.Serializable;
import java.util.HashMap;
import java.util.function.ToDoubleFunction;

/**
 * Inverse document frequencies: {@code ln((1 + n) / (1 + df)) + 1}, as smoothed by scikit-learn,
 * where n is the number of texts and df that of those which have the word.
 */
final class WordWeights implements Serializable, ToDoubleFunction<String> {
  private static final long serialVersionUID = 1L;

  private final HashMap<String, Double> weights = new HashMap<>();
  private final double others;

  /**
   * @param others weight of the words that are not listed
   */
  WordWeights(String[] words, double[] values, double others) {
    for (int i = 0; i < words.length; i++) {
      weights.put(words[i], values[i]);
    }
    this.others = others;
  }

  static double idf(long texts, long with) {
    return Math.log((1.0 + texts) / (1.0 + with)) + 1;
  }

  @Override
  public double applyAsDouble(String word) {
    return weights.getOrDefault(word, others);
  }
}
