package fr.recap.report;

import fr.recap.evaluation.Evaluation;
import fr.recap.evaluation.Measures;
import fr.recap.pages.HtmlPage;
import fr.recap.texts.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One code in detail: groups of forms, codes with the most errors, confusions, errors to read. */
final class CodeSection {
  private CodeSection() {}

  static void addTo(HtmlPage page, Evaluation evaluation, String code) {
    Texts t = page.texts();
    Evaluation.CodeEvaluation e = evaluation.codes().get(code);
    String name = code.toUpperCase(Locale.ROOT);
    page.heading(t.get("report.code.heading", name));
    e.groups().forEach((dimension, groups) -> addGroups(page, name, dimension, groups));
    String coded = code.startsWith("sire") ? evaluation.activity().toUpperCase(Locale.ROOT) : name;
    page.table(
            t.get("report.code.by-code", name, coded),
            t.list("report.code.by-code-head"),
            e.byCode().stream().map(one -> row(t, one)).toList())
        .table(
            t.get("report.code.confusions", name, coded),
            t.list("report.code.confusions-head"),
            e.confusions().stream()
                .map(
                    pair ->
                        List.of(
                            pair.truth(), pair.said(), t.count(pair.forms()), t.count(pair.auto())))
                .toList(),
            2)
        .subheading(t.get("report.code.errors", name));
    ErrorCards.addTo(page, code, e.errors());
  }

  private static void addGroups(
      HtmlPage page, String name, String dimension, Map<String, Measures> groups) {
    Texts t = page.texts();
    List<List<String>> rows = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    groups.forEach(
        (value, m) -> {
          rows.add(
              List.of(
                  value.isEmpty() ? t.get("report.unknown") : t.translated(value),
                  t.count(m.forms()),
                  t.percent(m.ofReferenced(m.top10())),
                  EvaluationReport.interval(t, m.intervals().coverage()),
                  EvaluationReport.interval(t, m.intervals().precisionOfReferenced()),
                  t.percent(m.ofReferenced(m.top1()))));
          shares.add(m.ofReferenced(m.top1()));
        });
    String called = t.translated(dimension);
    List<String> head = new ArrayList<>(List.of(called));
    head.addAll(t.list("report.code.groups-head"));
    page.bars(t.get("report.code.groups", name, called), head, rows, shares);
  }

  private static List<String> row(Texts t, Evaluation.OneCode one) {
    return List.of(
        one.code(),
        t.count(one.forms()),
        t.count(one.forms() - one.top1()),
        t.percent((double) one.top1() / one.forms()),
        t.percent((double) one.top5() / one.forms()),
        t.percent((double) one.top10() / one.forms()),
        t.count(one.auto()),
        t.percent(one.auto() == 0 ? Double.NaN : (double) one.autoCorrect() / one.auto()));
  }
}
