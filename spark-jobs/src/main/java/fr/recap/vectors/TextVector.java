package fr.recap.vectors;

import fr.recap.udfs.vectors.WordVectors;
import java.util.StringTokenizer;
import java.util.function.ToDoubleFunction;

/** The vector of one text: the weighted mean of its words' vectors, each divided by its norm. */
final class TextVector {
  private TextVector() {}

  /**
   * Adds the vector to a target.
   *
   * @param text words between blanks
   * @param weights of words, 0 or more
   * @param target takes {@code dimension} values from {@code at} on; left alone where no word has a
   *     vector
   */
  static void write(
      WordVectors vectors, String text, ToDoubleFunction<String> weights, double[] target, int at) {
    double total = 0;
    StringTokenizer words = new StringTokenizer(text);
    while (words.hasMoreTokens()) {
      String word = words.nextToken();
      float[] vector = vectors.word(word);
      double norm = norm(vector);
      double weight = weights.applyAsDouble(word);
      if (norm > 0 && weight > 0) {
        total += weight;
        for (int i = 0; i < vector.length; i++) {
          target[at + i] += weight * vector[i] / norm;
        }
      }
    }
    if (total > 0) {
      for (int i = 0; i < vectors.header().dimension(); i++) {
        target[at + i] /= total;
      }
    }
  }

  private static double norm(float[] vector) {
    double sum = 0;
    for (float value : vector) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum);
  }
}
