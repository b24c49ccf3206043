package fr.recap.report;

import fr.recap.evaluation.DecisionCurve;
import fr.recap.evaluation.Estimate;
import fr.recap.evaluation.Evaluation;
import fr.recap.evaluation.Measures;
import fr.recap.monitoring.Drift;
import fr.recap.tables.Monitoring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The figures of a report as CSV: {@code measures.csv}, {@code curves.csv}, {@code confusions.csv},
 * {@code monitoring.csv}.
 */
final class EvaluationCsv {
  private EvaluationCsv() {}

  static void write(Evaluation evaluation, Path folder) throws IOException {
    Files.write(folder.resolve("measures.csv"), measures(evaluation));
    Files.write(folder.resolve("curves.csv"), curves(evaluation));
    Files.write(folder.resolve("confusions.csv"), confusions(evaluation));
    Files.write(folder.resolve("monitoring.csv"), monitoring(evaluation));
  }

  private static List<String> measures(Evaluation evaluation) {
    List<String> lines = new ArrayList<>();
    StringBuilder head = new StringBuilder("code,dimension,value,forms,referenced,coded");
    for (int k = 1; k <= Measures.RANKS; k++) {
      head.append(",top").append(k);
    }
    lines.add(
        head.append(
                ",auto,auto_referenced,auto_correct,coverage,coverage_low,coverage_high,precision,precision_low,precision_high,precision_known,precision_known_low,precision_known_high")
            .toString());
    evaluation
        .codes()
        .forEach(
            (code, e) -> {
              lines.add(line(List.of(code, "all", ""), e.overall()));
              e.groups()
                  .forEach(
                      (dimension, groups) ->
                          groups.forEach(
                              (value, m) -> lines.add(line(List.of(code, dimension, value), m))));
            });
    evaluation
        .previousCoder()
        .forEach((code, m) -> lines.add(line(List.of("other " + code, "all", ""), m)));
    return lines;
  }

  private static String line(List<String> names, Measures m) {
    List<Object> cells = new ArrayList<>();
    names.forEach(name -> cells.add(quoted(name)));
    cells.addAll(List.of(m.forms(), m.referenced(), m.coded()));
    cells.addAll(m.hits());
    cells.addAll(List.of(m.auto(), m.autoReferenced(), m.autoCorrect()));
    add(cells, m.intervals().coverage());
    add(cells, m.intervals().precisionOfAll());
    add(cells, m.intervals().precisionOfReferenced());
    return join(cells);
  }

  private static List<String> monitoring(Evaluation evaluation) {
    List<String> lines = new ArrayList<>();
    lines.add(String.join(",", Monitoring.TABLE.names()));
    for (Drift drift : evaluation.drifts()) {
      lines.add(
          join(
              List.of(
                  quoted(drift.model()),
                  quoted(drift.measure()),
                  quoted(drift.item()),
                  drift.training(),
                  drift.campaign(),
                  drift.trainingForms(),
                  drift.campaignForms(),
                  drift.outOfDepth())));
    }
    return lines;
  }

  private static List<String> curves(Evaluation evaluation) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "decision,threshold,accepted,accepted_known,accepted_right,coverage,coverage_low,coverage_high,precision,precision_low,precision_high,precision_known,precision_known_low,precision_known_high,recall,recall_low,recall_high");
    evaluation.codes().forEach((code, e) -> add(lines, code, e.curve()));
    add(lines, "non_codable", evaluation.nonCodableCurve());
    return lines;
  }

  private static void add(List<String> lines, String decision, DecisionCurve curve) {
    for (DecisionCurve.Point point : curve.points()) {
      List<Object> cells =
          new ArrayList<>(
              List.of(
                  decision,
                  point.threshold(),
                  point.accepted(),
                  point.acceptedKnown(),
                  point.acceptedRight()));
      add(cells, point.coverage());
      add(cells, point.precision());
      add(cells, point.precisionOfKnown());
      add(cells, point.recall());
      lines.add(join(cells));
    }
  }

  private static List<String> confusions(Evaluation evaluation) {
    List<String> lines = new ArrayList<>(List.of("code,true,said,forms,auto"));
    for (Map.Entry<String, Evaluation.CodeEvaluation> code : evaluation.codes().entrySet()) {
      for (Evaluation.ConfusedPair pair : code.getValue().confusions()) {
        lines.add(
            join(
                List.of(
                    code.getKey(),
                    quoted(pair.truth()),
                    quoted(pair.said()),
                    pair.forms(),
                    pair.auto())));
      }
    }
    return lines;
  }

  private static void add(List<Object> cells, Estimate estimate) {
    cells.add(number(estimate.value()));
    cells.add(number(estimate.low()));
    cells.add(number(estimate.high()));
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : Double.toString(value);
  }

  private static String quoted(String text) {
    return text.contains(",") || text.contains("\"")
        ? '"' + text.replace("\"", "\"\"") + '"'
        : text;
  }

  private static String join(List<?> cells) {
    return String.join(",", cells.stream().map(Object::toString).toList());
  }
}
