package fr.recap.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Counts of one code over a set of forms, and the rates that follow from them.
 *
 * @param forms all forms
 * @param referenced forms whose true code is known
 * @param coded forms that got a first code
 * @param top1 forms whose first code is true
 * @param top3 forms with the true code among the first three
 * @param top5 among the first five
 * @param top10 among the first ten
 * @param auto forms coded automatically
 * @param autoReferenced of these, those whose true code is known
 * @param autoCorrect of these, those whose first code is true
 */
public record Measures(
    long forms,
    long referenced,
    long coded,
    long top1,
    long top3,
    long top5,
    long top10,
    long auto,
    long autoReferenced,
    long autoCorrect) {

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
  public double ofAll(long hits) {
    return ratio(hits, forms);
  }

  /** Share of a count of hits among forms whose true code is known. */
  public double ofReferenced(long hits) {
    return ratio(hits, referenced);
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? Double.NaN : (double) part / whole;
  }
}
