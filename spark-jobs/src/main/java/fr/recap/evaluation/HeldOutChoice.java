package fr.recap.evaluation;

import fr.recap.metrics.ScoreBins;
import fr.recap.metrics.Threshold;

/** Chooses a threshold on some forms and looks what it gives on others. */
final class HeldOutChoice {
  private HeldOutChoice() {}

  /** The lowest threshold whose precision surely reaches a target, as {@link Threshold} chooses. */
  static DecisionCurve.HeldOut of(double target, DecisionCounts chosenOn, DecisionCounts other) {
    long[][] forms = chosenOn.forms();
    long[][] right = chosenOn.right();
    for (int bin = 0; bin < ScoreBins.BINS; bin++) {
      long accepted = forms[bin][0];
      if (accepted > 0
          && Threshold.lowerLimit((double) right[bin][0] / accepted, accepted) >= target) {
        Estimate held = Estimate.ratio(other.right()[bin], other.forms()[bin]);
        return new DecisionCurve.HeldOut(
            target,
            ScoreBins.from(bin),
            Estimate.ratio(right[bin], forms[bin]),
            held,
            held.high() >= target);
      }
    }
    Estimate none = new Estimate(Double.NaN, Double.NaN, Double.NaN);
    return new DecisionCurve.HeldOut(target, Math.nextUp(1.0), none, none, true);
  }
}
