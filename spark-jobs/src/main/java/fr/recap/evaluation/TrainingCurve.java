package fr.recap.evaluation;

import fr.recap.metrics.OutOfFold;
import java.util.List;

/**
 * The curve of a training's out-of-fold forms, whose truths are all known. It has counts alone, so
 * that intervals are Wilson's, and measures of the scores are left out (NaN, empty).
 */
public final class TrainingCurve {
  private static final Estimate NONE = new Estimate(Double.NaN, Double.NaN, Double.NaN);

  private TrainingCurve() {}

  /** A point for each score at which a bin begins. */
  public static DecisionCurve of(OutOfFold forms) {
    List<DecisionCurve.Point> points =
        forms.bins().stream().map(bin -> at(forms, bin.from())).toList();
    return new DecisionCurve(
        forms.forms(),
        forms.forms(),
        forms.right(),
        points,
        NONE,
        NONE,
        NONE,
        NONE,
        Double.NaN,
        List.of(),
        List.of());
  }

  /** What a threshold gives. */
  public static DecisionCurve.Point at(OutOfFold forms, double threshold) {
    OutOfFold.Accepted accepted = forms.accepted(threshold);
    Estimate precision = Estimate.share(accepted.right(), accepted.forms());
    return new DecisionCurve.Point(
        threshold,
        accepted.forms(),
        accepted.forms(),
        accepted.right(),
        Estimate.share(accepted.forms(), forms.forms()),
        precision,
        precision,
        Estimate.share(accepted.right(), forms.right()));
  }
}
