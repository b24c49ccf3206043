package fr.recap.siret;

import fr.recap.forms.Decision;
import fr.recap.metrics.IsotonicCalibration;
import fr.recap.metrics.LabelErrors;
import fr.recap.metrics.Threshold;
import fr.recap.trees.TreeEnsemble;
import java.util.List;

/**
 * Tells whether the first candidate of a form, or its legal unit, is sure enough.
 *
 * @param trees on {@link RankedForm#features}
 * @param threshold score from which on it is
 * @param calibration from scores to probabilities
 */
record MatchAcceptance(TreeEnsemble trees, double threshold, IsotonicCalibration calibration) {
  /** Trees that learn which forms are right. */
  static TreeEnsemble train(List<RankedForm> forms, boolean[] correct, long seed) {
    return TreeTraining.classification(seed)
        .train(forms.stream().map(RankedForm::features).toList(), correct, new int[0]);
  }

  /**
   * Chooses threshold and calibration. The target is one of the truth, of which labels are an
   * erring copy ({@link LabelErrors}).
   *
   * @param scores of forms, by trees of the same kind that have not learned them
   * @param correct whether each of these forms is right
   * @param target precision in [0, 1]
   */
  static MatchAcceptance choose(
      TreeEnsemble trees, double[] scores, boolean[] correct, double target) {
    double byLabels = LabelErrors.precisionByLabels(target, scores, correct);
    return new MatchAcceptance(
        trees,
        Threshold.forPrecision(scores, correct, byLabels).value(),
        IsotonicCalibration.fit(scores, correct));
  }

  /** Scores from 0 to 1; not calibrated. */
  static double[] scores(TreeEnsemble trees, List<RankedForm> forms) {
    return forms.stream().mapToDouble(form -> trees.score(form.features())).toArray();
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
