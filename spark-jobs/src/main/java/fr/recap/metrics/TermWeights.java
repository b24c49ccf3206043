package fr.recap.metrics;

/** Weights of TF-IDF, as scikit-learn's {@code sublinear_tf} and {@code smooth_idf} give them. */
public final class TermWeights {
  private TermWeights() {}

  /**
   * The inverse document frequency, {@code 1 + ln((1 + texts) / (1 + with))}: 1 for what every text
   * has.
   *
   * @param texts number of texts, at least 0
   * @param with number of those that have the term, 0 to {@code texts}
   */
  public static double inverseDocumentFrequency(long texts, long with) {
    return 1 + Math.log((1.0 + texts) / (1.0 + with));
  }

  /**
   * The weight of a term within a text, {@code 1 + ln(times)}.
   *
   * @param times how often it occurs, at least 1
   */
  public static double termFrequency(int times) {
    return times == 1 ? 1 : 1 + Math.log(times);
  }
}
