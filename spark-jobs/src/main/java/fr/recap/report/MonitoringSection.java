package fr.recap.report;

import fr.recap.monitoring.Drift;
import fr.recap.pages.HtmlPage;
import fr.recap.texts.Texts;
import java.util.List;

/** Where the campaign is not what the coders were measured on. */
final class MonitoringSection {
  private MonitoringSection() {}

  static void addTo(HtmlPage page, List<Drift> drifts) {
    if (drifts.isEmpty()) {
      return;
    }
    Texts t = page.texts();
    List<String> head = t.list("report.monitoring.head");
    List<Drift> out = drifts.stream().filter(Drift::outOfDepth).toList();
    page.heading(t.get("report.monitoring.heading")).note(t.get("report.monitoring.note"));
    if (out.isEmpty()) {
      page.note(t.get("report.monitoring.nothing"));
    } else {
      page.table(t.get("report.monitoring.out"), head, rows(t, out), 2);
    }
    page.table(
        t.get("report.monitoring.all"),
        head,
        rows(
            t,
            drifts.stream()
                .filter(d -> !d.measure().equals(Drift.COVERAGE) || d.item().isEmpty())
                .toList()),
        2);
  }

  private static List<List<String>> rows(Texts t, List<Drift> drifts) {
    return drifts.stream()
        .map(
            d ->
                List.of(
                    d.model(),
                    t.translated(d.subject()),
                    d.measure().equals(Drift.PROBABILITIES) ? "–" : value(t, d, d.training()),
                    value(t, d, d.campaign()),
                    t.count(d.trainingForms()),
                    t.count(d.campaignForms()),
                    d.outOfDepth() ? t.get("report.monitoring.stands-out") : ""))
        .toList();
  }

  private static String value(Texts t, Drift drift, double value) {
    return drift.measure().equals(Drift.PROBABILITIES) ? t.number(value, 3) : t.percent(value);
  }
}
