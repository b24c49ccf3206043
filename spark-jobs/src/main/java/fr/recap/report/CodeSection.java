package fr.recap.report;

import fr.recap.evaluation.Evaluation;
import fr.recap.evaluation.MeasureRows;
import fr.recap.evaluation.Measures;
import fr.recap.pages.HtmlPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One code in detail: groups of forms, codes with the most errors, confusions, errors to read. */
final class CodeSection {
  private CodeSection() {}

  static void addTo(HtmlPage page, Evaluation evaluation, String code) {
    Evaluation.CodeEvaluation e = evaluation.codes().get(code);
    String name = code.toUpperCase(Locale.ROOT);
    page.heading(name + " in detail");
    e.groups().forEach((dimension, groups) -> addGroups(page, name, dimension, groups));
    String coded = code.startsWith("sire") ? evaluation.activity().toUpperCase(Locale.ROOT) : name;
    page.table(
            name + ": true " + coded + " codes with the most errors",
            List.of("", "forms", "wrong", "top-1", "top-5", "top-10", "automatic", "precision"),
            e.byCode().stream().map(CodeSection::row).toList())
        .table(
            name + ": what is said instead, by " + coded + " code",
            List.of("true", "said", "forms", "of these automatic"),
            e.confusions().stream()
                .map(
                    pair ->
                        List.of(
                            pair.truth(),
                            pair.said(),
                            MeasureRows.count(pair.forms()),
                            MeasureRows.count(pair.auto())))
                .toList(),
            2)
        .subheading(name + ": wrong with the highest probability");
    ErrorCards.addTo(page, code, e.errors());
  }

  private static void addGroups(
      HtmlPage page, String name, String dimension, Map<String, Measures> groups) {
    List<List<String>> rows = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    groups.forEach(
        (value, m) -> {
          rows.add(
              List.of(
                  value.isEmpty() ? "unknown" : value,
                  MeasureRows.count(m.forms()),
                  MeasureRows.percent(m.ofReferenced(m.top10())),
                  EvaluationReport.interval(m.intervals().coverage()),
                  EvaluationReport.interval(m.intervals().precisionOfReferenced()),
                  MeasureRows.percent(m.ofReferenced(m.top1()))));
          shares.add(m.ofReferenced(m.top1()));
        });
    page.bars(
        "%s by %s; shares of forms whose true code is known, coverage of all"
            .formatted(name, dimension),
        List.of(dimension, "forms", "top-10", "coverage", "precision", "top-1"),
        rows,
        shares);
  }

  private static List<String> row(Evaluation.OneCode one) {
    return List.of(
        one.code(),
        MeasureRows.count(one.forms()),
        MeasureRows.count(one.forms() - one.top1()),
        MeasureRows.percent((double) one.top1() / one.forms()),
        MeasureRows.percent((double) one.top5() / one.forms()),
        MeasureRows.percent((double) one.top10() / one.forms()),
        MeasureRows.count(one.auto()),
        MeasureRows.percent(
            one.auto() == 0 ? Double.NaN : (double) one.autoCorrect() / one.auto()));
  }
}
