package fr.recap.encoder;

/**
 * Loops over parts of arrays, written so that the JIT compiler makes vector instructions of them.
 */
final class Vectors {
  private Vectors() {}

  /** {@code to[toAt + i] += factor * from[fromAt + i]} for i below n. */
  static void addScaled(float[] to, int toAt, float factor, float[] from, int fromAt, int n) {
    for (int i = 0; i < n; i++) {
      to[toAt + i] += factor * from[fromAt + i];
    }
  }

  /**
   * {@code to[i] += sum over r of factors[factorAt + r] * matrix[r * n + i]} for i below n: the
   * rows of a matrix, four at a time, so that the target is read and written a quarter as often.
   */
  static void addRows(
      float[] to, int toAt, float scale, float[] factors, int factorAt, float[] matrix, int n) {
    int rows = matrix.length / n;
    int row = 0;
    for (; row + 3 < rows; row += 4) {
      addFour(to, toAt, scale, factors, factorAt + row, matrix, row * n, n);
    }
    for (; row < rows; row++) {
      addScaled(to, toAt, scale * factors[factorAt + row], matrix, row * n, n);
    }
  }

  private static void addFour(
      float[] to,
      int toAt,
      float scale,
      float[] factors,
      int factorAt,
      float[] matrix,
      int at,
      int n) {
    float f0 = scale * factors[factorAt];
    float f1 = scale * factors[factorAt + 1];
    float f2 = scale * factors[factorAt + 2];
    float f3 = scale * factors[factorAt + 3];
    int at1 = at + n;
    int at2 = at1 + n;
    int at3 = at2 + n;
    for (int i = 0; i < n; i++) {
      to[toAt + i] +=
          (f0 * matrix[at + i] + f1 * matrix[at1 + i])
              + (f2 * matrix[at2 + i] + f3 * matrix[at3 + i]);
    }
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
}
