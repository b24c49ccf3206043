package fr.recap.metrics;

import java.util.List;

/** Accuracy among the first k codes. */
public final class TopK {
  /** Rank of a truth that is not among the codes. */
  public static final int ABSENT = Integer.MAX_VALUE;

  private TopK() {}

  /** Position of the truth among codes in order, 0 for the first, or {@link #ABSENT}. */
  public static int rank(List<String> codes, String truth) {
    int at = codes.indexOf(truth);
    return at < 0 ? ABSENT : at;
  }

  /**
   * Share of forms whose truth is among the first k codes; NaN for no form.
   *
   * @param ranks position of the truth of each form, as {@link #rank}
   * @param k at least 1
   */
  public static double accuracy(int[] ranks, int k) {
    int hits = 0;
    for (int rank : ranks) {
      hits += rank < k ? 1 : 0;
    }
    return (double) hits / ranks.length;
  }
}
