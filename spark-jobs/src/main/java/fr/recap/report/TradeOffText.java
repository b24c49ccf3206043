package fr.recap.report;

import fr.recap.evaluation.DecisionCurve;
import fr.recap.evaluation.MeasureRows;
import fr.recap.texts.Language;
import fr.recap.texts.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What thresholds give, as a table for the terminal. */
public final class TradeOffText {
  private static final double[] PRECISIONS = {
    0.70, 0.75, 0.80, 0.85, 0.90, 0.925, 0.95, 0.975, 0.99
  };

  /** What the cells of a row are. */
  public static final List<String> HEAD =
      List.of("precision", "threshold", "coverage", "precision (95 %)", "recall", "forms left");

  private static final String FORMAT = "  %-9s %9s %9s %-24s %9s %12s%n";

  private TradeOffText() {}

  /**
   * The lowest thresholds of some precisions, and the one that was chosen.
   *
   * @param chosen stands in a line of its own
   */
  public static String of(DecisionCurve curve, DecisionCurve.Point chosen) {
    StringBuilder text = new StringBuilder(FORMAT.formatted(HEAD.toArray()));
    rows(curve).forEach(row -> text.append(FORMAT.formatted(row.toArray())));
    return text.append("chosen%n".formatted())
        .append(FORMAT.formatted(row(curve, chosen, chosen.precision().value()).toArray()))
        .toString();
  }

  /** The lowest thresholds of some precisions, with the cells of {@link #HEAD}. */
  public static List<List<String>> rows(DecisionCurve curve) {
    List<List<String>> rows = new ArrayList<>();
    for (double precision : PRECISIONS) {
      curve.at(precision).ifPresent(point -> rows.add(row(curve, point, precision)));
    }
    return rows;
  }

  private static List<String> row(
      DecisionCurve curve, DecisionCurve.Point point, double precision) {
    return List.of(
        String.format(Locale.ROOT, "%.3f", precision),
        String.format(Locale.ROOT, "%.3f", point.threshold()),
        MeasureRows.percent(point.coverage().value()),
        EvaluationReport.interval(Texts.of(Language.EN), point.precision()),
        MeasureRows.percent(point.recall().value()),
        MeasureRows.count(curve.forms() - point.accepted()));
  }
}
