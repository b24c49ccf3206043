package fr.recap.report;

import fr.recap.evaluation.Comparison;
import fr.recap.evaluation.Evaluation;
import fr.recap.pages.HtmlPage;
import fr.recap.texts.Texts;
import java.util.List;
import java.util.Locale;

/** Our coder beside another: who codes what, and who is right where they differ. */
final class ComparisonSection {
  private ComparisonSection() {}

  static void addTo(HtmlPage page, Evaluation evaluation) {
    if (evaluation.comparisons().isEmpty() && evaluation.leftOut().isEmpty()) {
      return;
    }
    Texts t = page.texts();
    page.heading(t.get("report.comparison.heading"));
    if (!evaluation.leftOut().isEmpty()) {
      page.note(String.join(" ", evaluation.leftOut().stream().map(t::translated).toList()));
    }
    evaluation
        .comparisons()
        .forEach(
            (code, comparison) -> {
              add(page, code, comparison, evaluation.classesAreBranches(code));
              addPairs(page, comparison);
            });
  }

  private static void add(HtmlPage page, String code, Comparison c, boolean branches) {
    Texts t = page.texts();
    List<String> head = t.list("report.comparison.head");
    page.subheading(
            t.get("report.comparison.name", code.toUpperCase(Locale.ROOT), t.translated(c.other())))
        .table(
            t.get("report.comparison.agreement"),
            head,
            List.of(
                row(t, "report.comparison.both", c.bothAuto(), c.forms()),
                row(t, "report.comparison.ours", c.oursAuto(), c.forms()),
                row(t, "report.comparison.other", c.otherAuto(), c.forms()),
                row(t, "report.comparison.neither", c.neitherAuto(), c.forms()),
                row(t, "report.comparison.both-coded", c.bothCoded(), c.forms()),
                row(t, "report.comparison.same", c.agree(), c.bothCoded())));
    if (c.judged() == 0) {
      page.warning(t.get("report.comparison.no-judge"));
      return;
    }
    page.note(t.get("report.comparison.note", c.judged(), c.forms()))
        .table(
            t.get("report.comparison.differ-table"),
            head,
            List.of(
                row(t, "report.comparison.differ", c.judgedDiffer(), c.judged()),
                row(t, "report.comparison.ours-right", c.oursRight(), c.judgedDiffer()),
                row(t, "report.comparison.other-right", c.otherRight(), c.judgedDiffer()),
                row(t, "report.comparison.neither-right", c.neitherRight(), c.judgedDiffer()),
                row(t, "report.comparison.gained", c.gained(), c.judged()),
                row(t, "report.comparison.lost", c.lost(), c.judged())))
        .table(
            t.get(branches ? "report.comparison.branches" : "report.comparison.sections"),
            t.list(
                branches ? "report.comparison.branches-head" : "report.comparison.sections-head"),
            c.classes().stream()
                .filter(one -> one.judged() > 0)
                .map(one -> section(t, one))
                .toList());
  }

  private static void addPairs(HtmlPage page, Comparison c) {
    if (c.pairs().isEmpty()) {
      return;
    }
    Texts t = page.texts();
    page.table(
        t.get("report.comparison.pairs"),
        t.list("report.comparison.pairs-head"),
        c.pairs().stream()
            .map(
                pair ->
                    List.of(
                        pair.ours(),
                        pair.other(),
                        t.count(pair.forms()),
                        t.count(pair.judged()),
                        t.count(pair.oursRight()),
                        t.count(pair.otherRight())))
            .toList(),
        2);
  }

  private static List<String> section(Texts t, Comparison.OneClass one) {
    return List.of(
        one.section().isEmpty() ? t.get("report.unknown") : one.section(),
        t.count(one.judged()),
        t.percent((double) one.oursRight() / one.judged()),
        t.percent((double) one.otherRight() / one.judged()),
        t.count(one.gained()),
        t.count(one.lost()));
  }

  private static List<String> row(Texts t, String key, long part, long whole) {
    return List.of(
        t.get(key), t.count(part), t.percent(whole == 0 ? Double.NaN : (double) part / whole));
  }
}
