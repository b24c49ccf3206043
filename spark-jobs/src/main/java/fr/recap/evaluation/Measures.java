package fr.recap.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Counts of one code over a set of forms, and the rates that follow from them.
 *
 * @param forms all forms
 * @param referenced forms whose true code is known
 * @param coded forms that got a first code
 * @param hits at position {@code k - 1} the forms with the true code among the first k, k = 1..10
 * @param auto forms coded automatically
 * @param autoReferenced of these, those whose true code is known
 * @param autoCorrect of these, those whose first code is true
 * @param intervals of the rates that are decided on
 */
public record Measures(
    long forms,
    long referenced,
    long coded,
    List<Long> hits,
    long auto,
    long autoReferenced,
    long autoCorrect,
    Intervals intervals) {
  /** Codes of a form that are looked at. */
  public static final int RANKS = 10;

  /**
   * Rates with their intervals by bootstrap; of all forms, or of those whose true code is known.
   *
   * @param top1 of all
   * @param top1OfReferenced of the known
   * @param coverage of all
   * @param precisionOfAll of all that are coded automatically
   * @param precisionOfReferenced of those whose true code is known
   */
  public record Intervals(
      Estimate top1,
      Estimate top1OfReferenced,
      Estimate coverage,
      Estimate precisionOfAll,
      Estimate precisionOfReferenced) {}

  /** Forms with the true code among the first k. */
  public long top(int k) {
    return hits.get(k - 1);
  }

  /** Forms whose first code is true. */
  @JsonProperty
  public long top1() {
    return top(1);
  }

  /** Forms with the true code among the first three. */
  @JsonProperty
  public long top3() {
    return top(3);
  }

  /** Forms with the true code among the first five. */
  @JsonProperty
  public long top5() {
    return top(5);
  }

  /** Forms with the true code among the first ten. */
  @JsonProperty
  public long top10() {
    return top(RANKS);
  }

  /** Share of forms coded automatically, in [0, 1]. */
  @JsonProperty
  public double coverage() {
    return ratio(auto, forms);
  }

  /** Precision of the automatic coding; a form without a true code counts as wrong. */
  @JsonProperty
  public double precisionOfAll() {
    return ratio(autoCorrect, auto);
  }

  /** Precision of the automatic coding among forms whose true code is known. */
  @JsonProperty
  public double precisionOfReferenced() {
    return ratio(autoCorrect, autoReferenced);
  }

  /** Share of a count of hits among all forms. */
  public double ofAll(long count) {
    return ratio(count, forms);
  }

  /** Share of a count of hits among forms whose true code is known. */
  public double ofReferenced(long count) {
    return ratio(count, referenced);
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? Double.NaN : (double) part / whole;
  }
}
