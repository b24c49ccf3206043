package fr.recap.encoder;

/**
 * Loops over arrays. Those over whole arrays become vector instructions; with an offset into one of
 * them the JIT compiler of JDK 17 makes none, which takes seven times as long. So matrices that are
 * worked on are arrays of rows, and only what is stored is flat.
 */
final class Vectors {
  private Vectors() {}

  /** {@code to[i] += factor * from[i]} for all of {@code to}. */
  static void addScaled(float[] to, float factor, float[] from) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * from[i];
    }
  }

  /** {@code to[i] = factor * from[i]} for all of {@code to}. */
  static void scaled(float[] to, float factor, float[] from) {
    for (int i = 0; i < to.length; i++) {
      to[i] = factor * from[i];
    }
  }

  /** {@code to[toAt + i] += factor * from[fromAt + i]} for i below n; slow. */
  static void addScaled(float[] to, int toAt, float factor, float[] from, int fromAt, int n) {
    for (int i = 0; i < n; i++) {
      to[toAt + i] += factor * from[fromAt + i];
    }
  }

  /**
   * {@code to += scale * factors * matrix}: rows by fours, as {@code to} is then read less often.
   */
  static void addProduct(float[] to, float scale, float[] factors, float[][] matrix) {
    int row = 0;
    for (; row + 3 < matrix.length; row += 4) {
      addFour(
          to,
          scale * factors[row],
          matrix[row],
          scale * factors[row + 1],
          matrix[row + 1],
          scale * factors[row + 2],
          matrix[row + 2],
          scale * factors[row + 3],
          matrix[row + 3]);
    }
    for (; row < matrix.length; row++) {
      addScaled(to, scale * factors[row], matrix[row]);
    }
  }

  private static void addFour(
      float[] to,
      float fa,
      float[] a,
      float fb,
      float[] b,
      float fc,
      float[] c,
      float fd,
      float[] d) {
    for (int i = 0; i < to.length; i++) {
      to[i] += (fa * a[i] + fb * b[i]) + (fc * c[i] + fd * d[i]);
    }
  }

  static void multiply(float[] values, float factor) {
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
  }

  static float dot(float[] a, float[] b) {
    return dot(a, 0, b, 0, a.length);
  }

  static float dot(float[] a, int aAt, float[] b, int bAt, int n) {
    // Four sums: the compiler may not reorder one.
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int i = 0;
    for (; i + 3 < n; i += 4) {
      s0 += a[aAt + i] * b[bAt + i];
      s1 += a[aAt + i + 1] * b[bAt + i + 1];
      s2 += a[aAt + i + 2] * b[bAt + i + 2];
      s3 += a[aAt + i + 3] * b[bAt + i + 3];
    }
    for (; i < n; i++) {
      s0 += a[aAt + i] * b[bAt + i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  /** The rows of a flat matrix. */
  static void toRows(float[] flat, float[][] rows) {
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(flat, row * rows[row].length, rows[row], 0, rows[row].length);
    }
  }

  static void transpose(float[][] matrix, float[][] to) {
    for (int i = 0; i < to[0].length; i++) {
      for (int j = 0; j < to.length; j++) {
        to[j][i] = matrix[i][j];
      }
    }
  }
}
