package fr.recap.report;

import fr.recap.evaluation.MeasureRows;
import fr.recap.monitoring.Drift;
import fr.recap.pages.HtmlPage;
import java.util.List;
import java.util.Locale;

/** Where the campaign is not what the coders were measured on. */
final class MonitoringSection {
  private static final List<String> HEAD =
      List.of("", "figure", "at training", "in the campaign", "forms at training", "forms now", "");

  private MonitoringSection() {}

  static void addTo(HtmlPage page, List<Drift> drifts) {
    if (drifts.isEmpty()) {
      return;
    }
    List<Drift> out = drifts.stream().filter(Drift::outOfDepth).toList();
    page.heading("Where are the coders out of their depth?")
        .note(
            "Each figure of these forms is compared with that of the forms that the coder was measured on when it was trained. A share stands out if it is at least 5 points and 3 standard errors away: presence of a field either way, unknown words upwards, coverage downwards. The probabilities stand out if their stability index, less what chance gives, is above 0.25. What stands out is a reason to look at the errors there, and to train again.");
    if (out.isEmpty()) {
      page.note("Nothing stands out.");
    } else {
      page.table("What stands out", HEAD, rows(out));
    }
    page.table(
        "All figures but those of single départements",
        HEAD,
        rows(
            drifts.stream()
                .filter(d -> !d.measure().equals(Drift.COVERAGE) || d.item().isEmpty())
                .toList()));
  }

  private static List<List<String>> rows(List<Drift> drifts) {
    return drifts.stream()
        .map(
            d ->
                List.of(
                    d.model(),
                    d.subject(),
                    d.measure().equals(Drift.PROBABILITIES) ? "–" : value(d, d.training()),
                    value(d, d.campaign()),
                    MeasureRows.count(d.trainingForms()),
                    MeasureRows.count(d.campaignForms()),
                    d.outOfDepth() ? "stands out" : ""))
        .toList();
  }

  private static String value(Drift drift, double value) {
    return drift.measure().equals(Drift.PROBABILITIES)
        ? String.format(Locale.ROOT, "%.3f", value)
        : MeasureRows.percent(value);
  }
}
