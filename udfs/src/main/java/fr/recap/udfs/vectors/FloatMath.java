package fr.recap.udfs.vectors;

/**
 * Arithmetic of vectors in libfasttext's order and precision, on which the equality of bits rests:
 * sums run from the first to the last component in single precision.
 */
final class FloatMath {
  private FloatMath() {}

  static void add(float[] sum, float[] addend) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += addend[i];
    }
  }

  /** Divides by multiplying with the rounded inverse. */
  static void divide(float[] vector, double divisor) {
    float factor = (float) (1.0 / divisor);
    for (int i = 0; i < vector.length; i++) {
      vector[i] *= factor;
    }
  }

  static float norm(float[] vector) {
    float sum = 0;
    for (float value : vector) {
      sum += value * value;
    }
    return (float) Math.sqrt(sum);
  }

  static float dot(float[] a, float[] b) {
    float sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
