package fr.recap.report;

import fr.recap.evaluation.DecisionCurve;
import fr.recap.evaluation.Estimate;
import fr.recap.evaluation.Evaluation;
import fr.recap.evaluation.Measures;
import fr.recap.monitoring.Drift;
import fr.recap.tables.Monitoring;
import java.io.IOException;
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
    CsvFile.write(folder.resolve("measures.csv"), measures(evaluation));
    CsvFile.write(folder.resolve("curves.csv"), curves(evaluation));
    CsvFile.write(folder.resolve("confusions.csv"), confusions(evaluation));
    CsvFile.write(folder.resolve("monitoring.csv"), monitoring(evaluation));
  }

  private static List<List<?>> measures(Evaluation evaluation) {
    List<List<?>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(names("code,dimension,value,forms,referenced,coded"));
    for (int k = 1; k <= Measures.RANKS; k++) {
      head.add("top" + k);
    }
    head.addAll(
        names(
            "auto,auto_referenced,auto_correct,coverage,coverage_low,coverage_high,precision,precision_low,precision_high,precision_known,precision_known_low,precision_known_high"));
    rows.add(head);
    evaluation
        .codes()
        .forEach(
            (code, e) -> {
              rows.add(row(List.of(code, "all", ""), e.overall()));
              e.groups()
                  .forEach(
                      (dimension, groups) ->
                          groups.forEach(
                              (value, m) -> rows.add(row(List.of(code, dimension, value), m))));
            });
    evaluation.orders().forEach((order, m) -> rows.add(row(List.of(order, "all", ""), m)));
    evaluation
        .previousCoder()
        .forEach((code, m) -> rows.add(row(List.of("other " + code, "all", ""), m)));
    return rows;
  }

  private static List<?> row(List<String> names, Measures m) {
    List<Object> cells = new ArrayList<>(names);
    cells.addAll(List.of(m.forms(), m.referenced(), m.coded()));
    cells.addAll(m.hits());
    cells.addAll(List.of(m.auto(), m.autoReferenced(), m.autoCorrect()));
    add(cells, m.intervals().coverage());
    add(cells, m.intervals().precisionOfAll());
    add(cells, m.intervals().precisionOfReferenced());
    return cells;
  }

  private static List<List<?>> monitoring(Evaluation evaluation) {
    List<List<?>> rows = new ArrayList<>();
    rows.add(Monitoring.TABLE.names());
    for (Drift drift : evaluation.drifts()) {
      rows.add(
          List.of(
              drift.model(),
              drift.measure(),
              drift.item(),
              drift.training(),
              drift.campaign(),
              drift.trainingForms(),
              drift.campaignForms(),
              drift.outOfDepth()));
    }
    return rows;
  }

  private static List<List<?>> curves(Evaluation evaluation) {
    List<List<?>> rows = new ArrayList<>();
    rows.add(
        names(
            "decision,threshold,accepted,accepted_known,accepted_right,coverage,coverage_low,coverage_high,precision,precision_low,precision_high,precision_known,precision_known_low,precision_known_high,recall,recall_low,recall_high"));
    evaluation.codes().forEach((code, e) -> add(rows, code, e.curve()));
    add(rows, "non_codable", evaluation.nonCodableCurve());
    return rows;
  }

  private static void add(List<List<?>> rows, String decision, DecisionCurve curve) {
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
      rows.add(cells);
    }
  }

  private static List<List<?>> confusions(Evaluation evaluation) {
    List<List<?>> rows = new ArrayList<>();
    rows.add(names("code,true,said,forms,auto"));
    for (Map.Entry<String, Evaluation.CodeEvaluation> code : evaluation.codes().entrySet()) {
      for (Evaluation.ConfusedPair pair : code.getValue().confusions()) {
        rows.add(List.of(code.getKey(), pair.truth(), pair.said(), pair.forms(), pair.auto()));
      }
    }
    return rows;
  }

  private static void add(List<Object> cells, Estimate estimate) {
    cells.add(number(estimate.value()));
    cells.add(number(estimate.low()));
    cells.add(number(estimate.high()));
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : Double.toString(value);
  }

  private static List<String> names(String names) {
    return List.of(names.split(",", -1));
  }
}
