package fr.recap.report;

import fr.recap.evaluation.End;
import fr.recap.evaluation.Estimate;
import fr.recap.evaluation.Evaluation;
import fr.recap.evaluation.Flow;
import fr.recap.evaluation.MeasureRows;
import fr.recap.evaluation.Measures;
import fr.recap.pages.HtmlPage;
import java.util.Locale;

/** The few figures that matter most, each with what it is a share of. */
final class Headlines {
  private static final String SIRET = "siret";
  private static final String CODED = "%s coded automatically";
  private static final String RIGHT = "%s right among these";
  private static final String LEFT = "%s left to clerks";
  private static final String NOT_CODED = "%s not coded automatically";
  private static final String NON_CODABLE = "said to lead to no establishment";
  private static final String OF_FORMS = "of %s forms";
  private static final String OF_CODED = "%s of %s that were coded automatically%s";
  private static final String NOTE =
      "%s forms of %s, measured against %s. What is right is counted among all forms that were coded automatically, as where a threshold is chosen for a precision: a form without a true code counts as wrong.";

  private Headlines() {}

  static void addTo(HtmlPage page, Evaluation evaluation) {
    StringBuilder html = new StringBuilder();
    evaluation
        .codes()
        .forEach(
            (code, e) -> {
              if (!code.equals("siren")) {
                add(html, code, e.overall(), evaluation.flow());
              }
            });
    page.markup(html.toString())
        .note(
            NOTE.formatted(
                MeasureRows.count(evaluation.forms()), evaluation.results(), evaluation.truth()));
  }

  private static void add(StringBuilder html, String code, Measures m, Flow flow) {
    html.append("<div class=\"figures\">\n");
    String name = code.toUpperCase(Locale.ROOT);
    String ofForms = OF_FORMS.formatted(MeasureRows.count(m.forms()));
    String auto = MeasureRows.count(m.auto());
    box(html, MeasureRows.percent(m.coverage()), CODED.formatted(name), auto + " " + ofForms);
    box(
        html,
        MeasureRows.percent(m.precisionOfAll()),
        RIGHT.formatted(name),
        OF_CODED.formatted(
            MeasureRows.count(m.autoCorrect()), auto, interval(m.intervals().precisionOfAll())));
    if (code.equals(SIRET)) {
      box(html, MeasureRows.count(flow.left()), LEFT.formatted(name), ofForms);
      box(html, MeasureRows.count(flow.count(End.NON_CODABLE)), NON_CODABLE, ofForms);
    } else {
      box(html, MeasureRows.count(m.forms() - m.auto()), NOT_CODED.formatted(name), ofForms);
    }
    html.append("</div>\n");
  }

  private static void box(StringBuilder html, String value, String what, String of) {
    html.append(
        "<div class=\"figure\"><b>%s</b><span>%s</span><small>%s</small></div>\n"
            .formatted(HtmlPage.escape(value), HtmlPage.escape(what), HtmlPage.escape(of)));
  }

  private static String interval(Estimate estimate) {
    return Double.isNaN(estimate.low())
        ? ""
        : String.format(
            Locale.ROOT,
            ", 95 %% interval %.1f to %.1f %%",
            100 * estimate.low(),
            100 * estimate.high());
  }
}
