package fr.recap.report;

import fr.recap.evaluation.DecisionCurve;
import fr.recap.evaluation.Estimate;
import fr.recap.pages.Chart;
import fr.recap.pages.HtmlPage;
import fr.recap.texts.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How good the probabilities are: their order and their calibration. */
final class ScoreSection {
  private ScoreSection() {}

  static void addTo(HtmlPage page, Map<String, DecisionCurve> curves) {
    Texts t = page.texts();
    page.heading(t.get("report.scores.heading"))
        .note(t.get("report.scores.note"))
        .table(
            t.get("report.scores.table"),
            t.list("report.scores.head"),
            curves.entrySet().stream()
                .map(
                    entry ->
                        List.of(
                            entry.getKey(),
                            number(t, entry.getValue().rocAuc()),
                            number(t, entry.getValue().averagePrecision()),
                            number(t, entry.getValue().brier()),
                            number(t, entry.getValue().logLoss()),
                            t.number(entry.getValue().calibrationError(), 3)))
                .toList());
    List<Chart> charts = new ArrayList<>();
    curves.forEach(
        (name, curve) -> {
          if (!curve.calibration().isEmpty()) {
            charts.add(chart(t, name, curve));
          }
        });
    page.subheading(t.get("report.scores.charts")).charts(charts);
  }

  private static Chart chart(Texts t, String name, DecisionCurve curve) {
    return new Chart(
            name,
            Chart.Axis.shares(t.get("report.scores.mean"), 0),
            Chart.Axis.shares(t.get("report.scores.share"), 0))
        .withDiagonal()
        .add(
            new Chart.Series(
                t.get("report.scores.right"),
                curve.calibration().stream().map(bin -> point(t, bin)).toList(),
                true));
  }

  private static Chart.Point point(Texts t, DecisionCurve.Bin bin) {
    return new Chart.Point(
        bin.meanScore(),
        bin.rightShare(),
        t.get(
            "report.scores.hint",
            bin.known(),
            t.number(bin.meanScore(), 3),
            t.number(bin.rightShare(), 3)));
  }

  private static String number(Texts t, Estimate estimate) {
    return Double.isNaN(estimate.low())
        ? t.number(estimate.value(), 3)
        : t.get(
            "report.interval",
            t.number(estimate.value(), 3),
            t.number(estimate.low(), 3),
            t.number(estimate.high(), 3));
  }
}
