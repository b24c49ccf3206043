package fr.recap.report;

import fr.recap.evaluation.DecisionCurve;
import fr.recap.evaluation.Estimate;
import fr.recap.pages.Chart;
import fr.recap.pages.HtmlPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How good the probabilities are: their order and their calibration. */
final class ScoreSection {
  private ScoreSection() {}

  static void addTo(HtmlPage page, Map<String, DecisionCurve> curves) {
    page.heading("How good are the probabilities?")
        .note(
            "Of forms whose truth is known. ROC area and average precision tell the order, 1 is best; the others tell the values, 0 is best.")
        .table(
            "Measures with their 95 % intervals by bootstrap",
            List.of("", "ROC area", "average precision", "Brier", "log loss", "calibration error"),
            curves.entrySet().stream()
                .map(
                    entry ->
                        List.of(
                            entry.getKey(),
                            number(entry.getValue().rocAuc()),
                            number(entry.getValue().averagePrecision()),
                            number(entry.getValue().brier()),
                            number(entry.getValue().logLoss()),
                            number(entry.getValue().calibrationError())))
                .toList());
    List<Chart> charts = new ArrayList<>();
    curves.forEach(
        (name, curve) -> {
          if (!curve.calibration().isEmpty()) {
            charts.add(chart(name, curve));
          }
        });
    page.subheading("Calibration: a tenth of the probabilities a dot").charts(charts);
  }

  private static Chart chart(String name, DecisionCurve curve) {
    return new Chart(
            name,
            Chart.Axis.shares("mean probability", 0),
            Chart.Axis.shares("share that is right", 0))
        .withDiagonal()
        .add(
            new Chart.Series(
                "right", curve.calibration().stream().map(ScoreSection::point).toList(), true));
  }

  private static Chart.Point point(DecisionCurve.Bin bin) {
    return new Chart.Point(
        bin.meanScore(),
        bin.rightShare(),
        String.format(
            Locale.ROOT,
            "%,d forms: mean probability %.3f, right %.3f",
            bin.known(),
            bin.meanScore(),
            bin.rightShare()));
  }

  private static String number(Estimate estimate) {
    return Double.isNaN(estimate.low())
        ? number(estimate.value())
        : String.format(
            Locale.ROOT, "%.3f (%.3f–%.3f)", estimate.value(), estimate.low(), estimate.high());
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.3f", value);
  }
}
