package fr.recap.encoder;

/** Takes a row to mean 0 and variance 1, then to learned ones (Ba et al. 2016), and back. */
final class LayerNorm {
  /** Keeps the deviation of a constant row from dividing by zero. */
  private static final float TINY = 1e-5f;

  private LayerNorm() {}

  /**
   * Normalises.
   *
   * @param standard overwritten by the row of mean 0 and variance 1
   * @param to overwritten by {@code gains * standard + biases}
   * @return the inverse of the deviation
   */
  static float apply(float[] row, float[] gains, float[] biases, float[] standard, float[] to) {
    float sum = 0;
    for (float value : row) {
      sum += value;
    }
    float mean = sum / row.length;
    for (int j = 0; j < row.length; j++) {
      standard[j] = row[j] - mean;
    }
    float inverse = (float) (1 / Math.sqrt(Vectors.dot(standard, standard) / row.length + TINY));
    for (int j = 0; j < row.length; j++) {
      standard[j] *= inverse;
    }
    for (int j = 0; j < row.length; j++) {
      to[j] = gains[j] * standard[j] + biases[j];
    }
    return inverse;
  }

  /**
   * Adds gradients.
   *
   * @param toGradient that of what {@link #apply} gave; overwritten
   * @param rowGradient added to
   */
  static void back(
      float[] toGradient,
      float[] gains,
      float[] standard,
      float inverse,
      float[] gainGradients,
      float[] biasGradients,
      float[] rowGradient) {
    for (int j = 0; j < gains.length; j++) {
      gainGradients[j] += toGradient[j] * standard[j];
    }
    Vectors.addScaled(biasGradients, 1, toGradient);
    float sum = 0;
    for (int j = 0; j < gains.length; j++) {
      toGradient[j] *= gains[j];
      sum += toGradient[j];
    }
    float mean = sum / gains.length;
    float along = Vectors.dot(toGradient, standard) / gains.length;
    for (int j = 0; j < gains.length; j++) {
      rowGradient[j] += inverse * (toGradient[j] - mean - along * standard[j]);
    }
  }
}
