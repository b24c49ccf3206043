package fr.recap.vectors;

import java.io.Serializable;
import java.util.HashMap;
import java.util.function.ToDoubleFunction;

/** Inverse document frequencies of words, and of those that no text has. */
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

  @Override
  public double applyAsDouble(String word) {
    return weights.getOrDefault(word, others);
  }
}
