package fr.recap.vectors;

import fr.recap.udfs.vectors.WordVectors;
import java.util.List;
import java.util.StringTokenizer;
import java.util.function.ToDoubleFunction;

/** The vector of one text: the weighted mean of its words' vectors, each divided by its norm. */
public final class TextVector {
  private TextVector() {}

  /**
   * The vectors of the fields of a form, one behind the other, then for each field 1 if it has a
   * text, else 0; zeros for a field without.
   *
   * @param texts of the fields, some perhaps null
   * @param weights of words, 0 or more
   * @return {@code texts.size() * (dimension + 1)} values
   */
  public static double[] ofFields(
      WordVectors vectors, TextForm form, ToDoubleFunction<String> weights, List<String> texts) {
    int dimension = vectors.header().dimension();
    int fields = texts.size();
    double[] values = new double[fields * (dimension + 1)];
    for (int field = 0; field < fields; field++) {
      String text = texts.get(field);
      if (text != null && !text.isBlank()) {
        write(vectors, form.of(text, false), weights, values, field * dimension);
        values[fields * dimension + field] = 1;
      }
    }
    return values;
  }

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
