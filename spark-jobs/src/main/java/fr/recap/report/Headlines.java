package fr.recap.report;

import fr.recap.evaluation.End;
import fr.recap.evaluation.Estimate;
import fr.recap.evaluation.Evaluation;
import fr.recap.evaluation.Flow;
import fr.recap.evaluation.Measures;
import fr.recap.pages.HtmlPage;
import fr.recap.texts.Texts;
import java.util.Locale;

/** The few figures that matter most, each with what it is a share of. */
final class Headlines {
  private static final String SIRET = "siret";

  private final Texts t;
  private final StringBuilder html = new StringBuilder();

  private Headlines(Texts texts) {
    this.t = texts;
  }

  static void addTo(HtmlPage page, Evaluation evaluation) {
    Texts texts = page.texts();
    Headlines headlines = new Headlines(texts);
    evaluation
        .codes()
        .forEach(
            (code, e) -> {
              if (!code.equals("siren")) {
                headlines.add(code, e.overall(), evaluation.flow());
              }
            });
    page.markup(headlines.html.toString())
        .note(
            texts.get(
                "report.headlines.note",
                evaluation.forms(),
                texts.translated(evaluation.results()),
                evaluation.truth()));
  }

  private void add(String code, Measures m, Flow flow) {
    html.append("<div class=\"figures\">\n");
    String name = code.toUpperCase(Locale.ROOT);
    String ofForms = t.get("report.headlines.of-forms", m.forms());
    box(
        t.percent(m.coverage()),
        t.get("report.headlines.coded", name),
        t.get("report.headlines.some", m.auto(), m.forms()));
    box(t.percent(m.precisionOfAll()), t.get("report.headlines.right", name), ofCoded(m));
    if (code.equals(SIRET)) {
      box(t.count(flow.left()), t.get("report.headlines.left", name), ofForms);
      box(t.count(flow.count(End.NON_CODABLE)), t.get("report.headlines.non-codable"), ofForms);
    } else {
      box(t.count(m.forms() - m.auto()), t.get("report.headlines.not-coded", name), ofForms);
    }
    html.append("</div>\n");
  }

  private void box(String value, String what, String of) {
    html.append(
        "<div class=\"figure\"><b>%s</b><span>%s</span><small>%s</small></div>\n"
            .formatted(HtmlPage.escape(value), HtmlPage.escape(what), HtmlPage.escape(of)));
  }

  private String ofCoded(Measures m) {
    Estimate precision = m.intervals().precisionOfAll();
    return Double.isNaN(precision.low())
        ? t.get("report.headlines.of-coded", m.autoCorrect(), m.auto())
        : t.get(
            "report.headlines.with-interval",
            m.autoCorrect(),
            m.auto(),
            t.number(100 * precision.low(), 1),
            t.number(100 * precision.high(), 1));
  }
}
