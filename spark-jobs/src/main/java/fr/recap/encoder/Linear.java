package fr.recap.encoder;

import java.util.Arrays;

/** A matrix that rows are multiplied with, and the way back; scratch of one thread. */
final class Linear {
  /** [in][out] */
  private final float[][] weights;

  /** [out][in] */
  private final float[][] byOut;

  /** [in][out] */
  private final float[][] gradient;

  Linear(int in, int out) {
    weights = new float[in][out];
    byOut = new float[out][in];
    gradient = new float[in][out];
  }

  /** Takes the matrix over; to be called whenever it has changed. */
  void prepare(float[] flat) {
    Vectors.toRows(flat, weights);
  }

  void startBack() {
    Vectors.transpose(weights, byOut);
    for (float[] row : gradient) {
      Arrays.fill(row, 0);
    }
  }

  /** {@code to += from * weights} */
  void add(float[] from, float[] to) {
    Vectors.addProduct(to, 1, from, weights);
  }

  /**
   * Takes the gradient of what {@link #add} gave back to the matrix and to what it was given.
   *
   * @param fromGradient added to
   */
  void back(float[] from, float[] toGradient, float[] fromGradient) {
    for (int j = 0; j < from.length; j++) {
      Vectors.addScaled(gradient[j], from[j], toGradient);
    }
    Vectors.addProduct(fromGradient, 1, toGradient, byOut);
  }

  /** Adds the sum of the gradients since {@link #startBack}. */
  void addGradient(float[] flat) {
    int out = gradient[0].length;
    for (int j = 0; j < gradient.length; j++) {
      Vectors.addScaled(flat, j * out, 1, gradient[j], 0, out);
    }
  }
}
