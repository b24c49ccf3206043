package fr.recap.udfs.similarity;

/** Cosine of two vectors of one dimension. */
public final class Cosine {

  private Cosine() {}

  /**
   * The cosine of two vectors in double precision.
   *
   * @return from -1 to 1; 0 if either vector is zero, empty or null
   * @throws IllegalArgumentException if the dimensions differ
   */
  public static double of(double[] a, double[] b) {
    if (a == null || b == null) {
      return 0;
    }
    checkDimensions(a.length, b.length);
    double dot = 0;
    double normA = 0;
    double normB = 0;
    for (int i = 0; i < a.length; i++) {
      dot += a[i] * b[i];
      normA += a[i] * a[i];
      normB += b[i] * b[i];
    }
    return cosine(dot, normA, normB);
  }

  /**
   * As {@link #of(double[], double[])}, summed in double precision.
   *
   * @return from -1 to 1; 0 if either vector is zero, empty or null
   * @throws IllegalArgumentException if the dimensions differ
   */
  public static double of(float[] a, float[] b) {
    if (a == null || b == null) {
      return 0;
    }
    checkDimensions(a.length, b.length);
    double dot = 0;
    double normA = 0;
    double normB = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
      normA += (double) a[i] * a[i];
      normB += (double) b[i] * b[i];
    }
    return cosine(dot, normA, normB);
  }

  private static void checkDimensions(int a, int b) {
    if (a != b) {
      throw new IllegalArgumentException(
          "A cosine needs vectors of one dimension, cannot be: " + a + " and " + b);
    }
  }

  private static double cosine(double dot, double normA, double normB) {
    if (normA == 0 || normB == 0) {
      return 0;
    }
    double cosine = dot / (Math.sqrt(normA) * Math.sqrt(normB));
    return Math.max(-1, Math.min(1, cosine));
  }
}
