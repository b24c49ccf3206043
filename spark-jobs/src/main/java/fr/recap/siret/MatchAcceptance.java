package fr.recap.siret;

import fr.recap.forms.Decision;
import fr.recap.metrics.IsotonicCalibration;
import fr.recap.metrics.LabelErrors;
import fr.recap.metrics.OutOfFold;
import fr.recap.metrics.Outcomes;
import fr.recap.metrics.Threshold;
import fr.recap.trees.TreeEnsemble;
import java.io.Serializable;

/**
 * Tells whether the first candidate of a form, or its legal unit, is sure enough.
 *
 * @param trees on {@link RankedForm#features}
 * @param threshold score from which on it is
 * @param calibration from scores to probabilities
 */
record MatchAcceptance(TreeEnsemble trees, double threshold, IsotonicCalibration calibration)
    implements Serializable {
  /**
   * Chooses threshold and calibration. The target is one of the truth, of which labels are an
   * erring copy ({@link LabelErrors}).
   *
   * @param outcomes of forms, scored by trees of the same kind that have not learned them
   * @param target precision in [0, 1]
   */
  static MatchAcceptance choose(TreeEnsemble trees, Outcomes outcomes, double target) {
    double byLabels = LabelErrors.precisionByLabels(target, outcomes);
    return new MatchAcceptance(
        trees,
        Threshold.forPrecision(outcomes, byLabels).value(),
        IsotonicCalibration.fit(outcomes));
  }

  /**
   * What it was chosen from, by probability, of which people's thresholds are: one that holds
   * several scores, among them the threshold, is accepted whole or not at all.
   *
   * @param outcomes that {@link #choose} had
   * @param target likewise
   */
  OutOfFold outOfFold(Outcomes outcomes, double target) {
    return OutOfFold.of(
        outcomes.with(calibration::probability),
        new OutOfFold.Rule(LabelErrors.atLeast(outcomes), false, Double.MIN_VALUE),
        target);
  }

  /** The probability at the threshold. */
  double probabilityThreshold() {
    return calibration.probability(threshold);
  }

  /** What is decided of a form. */
  Decision decide(RankedForm form) {
    double score = trees.score(form.features());
    return new Decision(score >= threshold, calibration.probability(score));
  }
}
