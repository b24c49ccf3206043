package fr.recap.report;

import fr.recap.evaluation.DecisionCurve;
import fr.recap.evaluation.MeasureRows;
import java.util.Locale;

/** What thresholds give, as a table for the terminal. */
public final class TradeOffText {
  private static final double[] PRECISIONS = {
    0.70, 0.75, 0.80, 0.85, 0.90, 0.925, 0.95, 0.975, 0.99
  };

  private TradeOffText() {}

  /**
   * The lowest thresholds of some precisions, and the one that was chosen.
   *
   * @param chosen stands in a line of its own
   */
  public static String of(DecisionCurve curve, DecisionCurve.Point chosen) {
    StringBuilder text = new StringBuilder();
    text.append(
        "  %-9s %9s %9s %-24s %9s %12s%n"
            .formatted(
                "precision", "threshold", "coverage", "precision (95 %)", "recall", "forms left"));
    for (double precision : PRECISIONS) {
      curve.at(precision).ifPresent(point -> text.append(line(curve, point, precision)));
    }
    return text.append("chosen%n".formatted())
        .append(line(curve, chosen, chosen.precision().value()))
        .toString();
  }

  private static String line(DecisionCurve curve, DecisionCurve.Point point, double precision) {
    return String.format(
        Locale.ROOT,
        "  %-9.3f %9.3f %9s %-24s %9s %,12d%n",
        precision,
        point.threshold(),
        MeasureRows.percent(point.coverage().value()),
        EvaluationReport.interval(point.precision()),
        MeasureRows.percent(point.recall().value()),
        curve.forms() - point.accepted());
  }
}
