package fr.recap.evaluation;

import fr.recap.metrics.ScoreBins;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a scored yes-or-no decision gives at each threshold, and how good its scores are. Measures
 * of the scores are those of forms whose truth is known and that have a score; a {@link
 * TrainingCurve} has none.
 *
 * @param forms all forms
 * @param known forms of which it is known what would have been right
 * @param right forms of which the decision would have been right
 * @param points at thresholds 0, 0.005, ... 1; of a training at those that it has counts of
 * @param rocAuc area under the ROC curve
 * @param averagePrecision area under the precision-recall curve, without interpolation
 * @param brier mean squared difference of score and outcome
 * @param logLoss in nats
 * @param calibrationError expected calibration error in ten bins of equal width
 * @param calibration the bins that hold forms
 * @param heldOut thresholds chosen on one half of the forms, and what they give on the other
 */
public record DecisionCurve(
    long forms,
    long known,
    long right,
    List<Point> points,
    Estimate rocAuc,
    Estimate averagePrecision,
    Estimate brier,
    Estimate logLoss,
    double calibrationError,
    List<Bin> calibration,
    List<HeldOut> heldOut) {
  /** Thresholds are 0, 1/STEPS, ... 1. */
  public static final int STEPS = ScoreBins.STEPS;

  private static final int CALIBRATION_BINS = 10;

  /**
   * Forms whose score is at least a threshold.
   *
   * @param accepted of all
   * @param acceptedKnown of those whose truth is known
   * @param acceptedRight of those that are right
   * @param coverage share of the accepted among all forms
   * @param precision share of the right ones among the accepted
   * @param precisionOfKnown share of the right ones among the accepted whose truth is known
   * @param recall share of the accepted among the right ones
   */
  public record Point(
      double threshold,
      long accepted,
      long acceptedKnown,
      long acceptedRight,
      Estimate coverage,
      Estimate precision,
      Estimate precisionOfKnown,
      Estimate recall) {}

  /** Known forms with scores in one tenth: their mean score, and how many of them are right. */
  public record Bin(long known, double meanScore, double rightShare) {}

  /**
   * A threshold for a target precision, chosen on one half by hash of the key.
   *
   * @param target of {@link Point#precision}
   * @param threshold above 1 if none reaches the target
   * @param chosenOn precision on the half that it was chosen on
   * @param heldOut precision on the other half; NaN if it accepts nothing there
   */
  public record HeldOut(
      double target, double threshold, Estimate chosenOn, Estimate heldOut, boolean holds) {}

  /** The point of the lowest threshold from which on the precision is at least a target. */
  public Optional<Point> at(double targetPrecision) {
    return points.stream()
        .filter(point -> point.precision().value() >= targetPrecision)
        .findFirst();
  }

  static DecisionCurve of(DecisionCounts counts, RankMeasures ranks, List<HeldOut> heldOut) {
    long[][] forms = counts.forms();
    long[][] known = counts.known();
    long[][] right = counts.right();
    int all = ScoreBins.BINS;
    List<Point> points = new ArrayList<>();
    for (int bin = 0; bin < all; bin++) {
      points.add(
          new Point(
              ScoreBins.from(bin),
              forms[bin][0],
              known[bin][0],
              right[bin][0],
              Estimate.ratio(forms[bin], forms[all]),
              Estimate.ratio(right[bin], forms[bin]),
              Estimate.ratio(right[bin], known[bin]),
              Estimate.ratio(right[bin], right[all])));
    }
    List<Bin> calibration = calibration(counts);
    long scored = known[0][0];
    double error =
        calibration.stream()
            .mapToDouble(bin -> bin.known() * Math.abs(bin.meanScore() - bin.rightShare()))
            .sum();
    BinnedRanks binned = new BinnedRanks(known, right);
    return new DecisionCurve(
        forms[all][0],
        known[all][0],
        right[all][0],
        points,
        binned.rocAuc(ranks.rocAuc()),
        binned.averagePrecision(ranks.averagePrecision()),
        counts.brier(),
        counts.logLoss(),
        scored == 0 ? Double.NaN : error / scored,
        calibration,
        heldOut);
  }

  private static List<Bin> calibration(DecisionCounts counts) {
    int wide = STEPS / CALIBRATION_BINS;
    List<Bin> bins = new ArrayList<>();
    for (int i = 0; i < CALIBRATION_BINS; i++) {
      int to = i + 1 == CALIBRATION_BINS ? ScoreBins.BINS : (i + 1) * wide;
      long known = counts.knownIn(i * wide, to);
      if (known > 0) {
        bins.add(
            new Bin(
                known,
                counts.meanScore(i * wide, to),
                (double) counts.rightIn(i * wide, to) / known));
      }
    }
    return bins;
  }
}
