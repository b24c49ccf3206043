package fr.recap.udfs.vectors;

import java.util.List;
import java.util.function.Function;

/** Sentence vectors of skip-gram and cbow models. */
final class SentenceMean {
  private SentenceMean() {}

  /**
   * The mean of the words' vectors, each divided by its norm; words without a vector don't count.
   */
  static float[] of(List<String> words, int dimension, Function<String, float[]> vectors) {
    float[] sum = new float[dimension];
    int count = 0;
    for (String word : words) {
      float[] vector = vectors.apply(word);
      float norm = FloatMath.norm(vector);
      if (norm > 0) {
        FloatMath.divide(vector, norm);
        FloatMath.add(sum, vector);
        count++;
      }
    }
    if (count > 0) {
      FloatMath.divide(sum, count);
    }
    return sum;
  }
}
