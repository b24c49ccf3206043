package fr.recap.report;

import fr.recap.evaluation.Comparison;
import fr.recap.evaluation.Evaluation;
import fr.recap.evaluation.MeasureRows;
import fr.recap.pages.HtmlPage;
import java.util.List;
import java.util.Locale;

/** Our coder beside another: who codes what, and who is right where they differ. */
final class ComparisonSection {
  private ComparisonSection() {}

  static void addTo(HtmlPage page, Evaluation evaluation) {
    if (evaluation.comparisons().isEmpty() && evaluation.leftOut().isEmpty()) {
      return;
    }
    page.heading("Beside the other coder");
    if (!evaluation.leftOut().isEmpty()) {
      page.note(String.join(" ", evaluation.leftOut()));
    }
    evaluation.comparisons().forEach((code, comparison) -> add(page, code, comparison));
  }

  private static void add(HtmlPage page, String code, Comparison c) {
    String name = code.toUpperCase(Locale.ROOT);
    page.subheading("%s: ours and %s".formatted(name, c.other()))
        .table(
            "Who codes automatically, and whether they agree",
            List.of("", "forms", "share"),
            List.of(
                row("both automatic", c.bothAuto(), c.forms()),
                row("ours alone", c.oursAuto(), c.forms()),
                row("the other alone", c.otherAuto(), c.forms()),
                row("none", c.neitherAuto(), c.forms()),
                row("a first code of both", c.bothCoded(), c.forms()),
                row("of these the same", c.agree(), c.bothCoded())));
    if (c.judged() == 0) {
      page.warning(
          "No form has a true code that comes from neither coder, so nothing tells who is right: measured against codes of one of them, it would always win. Have clerks code a sample without showing them any code.");
      return;
    }
    page.note(
            "Who is right is counted on %,d of %,d forms: those whose true code comes from neither coder."
                .formatted(c.judged(), c.forms()))
        .table(
            "Where the two first codes differ",
            List.of("", "forms", "share"),
            List.of(
                row("they differ", c.judgedDiffer(), c.judged()),
                row("ours is right", c.oursRight(), c.judgedDiffer()),
                row("the other is right", c.otherRight(), c.judgedDiffer()),
                row("none is right", c.neitherRight(), c.judgedDiffer()),
                row("gained: ours alone is automatic and right", c.gained(), c.judged()),
                row("lost: the other alone is", c.lost(), c.judged())))
        .table(
            "By section of the true activity",
            List.of("section", "forms", "ours right", "other right", "gained", "lost"),
            c.classes().stream()
                .filter(one -> one.judged() > 0)
                .map(
                    one ->
                        List.of(
                            one.section().isEmpty() ? "unknown" : one.section(),
                            MeasureRows.count(one.judged()),
                            MeasureRows.percent((double) one.oursRight() / one.judged()),
                            MeasureRows.percent((double) one.otherRight() / one.judged()),
                            MeasureRows.count(one.gained()),
                            MeasureRows.count(one.lost())))
                .toList());
  }

  private static List<String> row(String name, long part, long whole) {
    return List.of(
        name,
        MeasureRows.count(part),
        MeasureRows.percent(whole == 0 ? Double.NaN : (double) part / whole));
  }
}
