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
