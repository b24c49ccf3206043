package fr.recap.notebook;

import fr.recap.campaign.DecideThreshold;
import fr.recap.evaluation.DecisionCurve;
import fr.recap.evaluation.Estimate;
import fr.recap.evaluation.MeasureRows;
import fr.recap.pages.Chart;
import fr.recap.pages.HtmlPage;
import fr.recap.report.TradeOffText;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;

/** What thresholds give, as a table and as a chart. */
final class ThresholdCell {
  /** Points between the drawn ones would hide the lines. */
  private static final int EVERY = 4;

  private ThresholdCell() {}

  static Cell of(DecideThreshold.Result result) {
    DecisionCurve curve = result.curve();
    DecisionCurve.Point chosen = result.chosen();
    Chart chart =
        new Chart(
                "Coverage, precision and recall by threshold",
                Chart.Axis.shares("threshold", 0),
                Chart.Axis.shares("share of forms", 0))
            .add(series("coverage", curve, DecisionCurve.Point::coverage))
            .add(series("precision", curve, DecisionCurve.Point::precision))
            .add(series("recall", curve, DecisionCurve.Point::recall))
            .mark(
                new Chart.Point(
                    chosen.threshold(),
                    chosen.precision().value(),
                    String.format(
                        Locale.ROOT,
                        "threshold %.3f: precision %s, coverage %s",
                        chosen.threshold(),
                        MeasureRows.percent(chosen.precision().value()),
                        MeasureRows.percent(chosen.coverage().value()))));
    HtmlPage page =
        new HtmlPage("")
            .note("%s on %s".formatted(result.version(), result.data()))
            .charts(List.of(chart))
            .table(
                "The lowest threshold that reaches a precision",
                TradeOffText.HEAD,
                TradeOffText.rows(curve));
    return Cell.of(page, TradeOffText.of(curve, chosen));
  }

  private static Chart.Series series(
      String name, DecisionCurve curve, Function<DecisionCurve.Point, Estimate> measure) {
    return new Chart.Series(
        name,
        IntStream.range(0, curve.points().size())
            .filter(i -> i % EVERY == 0)
            .mapToObj(curve.points()::get)
            .filter(point -> !Double.isNaN(measure.apply(point).value()))
            .map(
                point ->
                    new Chart.Point(
                        point.threshold(),
                        measure.apply(point).value(),
                        String.format(
                            Locale.ROOT,
                            "%s %s at %.3f",
                            name,
                            MeasureRows.percent(measure.apply(point).value()),
                            point.threshold())))
            .toList(),
        true);
  }
}
