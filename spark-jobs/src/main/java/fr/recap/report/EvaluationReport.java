package fr.recap.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import fr.recap.evaluation.DecisionCurve;
import fr.recap.evaluation.Estimate;
import fr.recap.evaluation.Evaluation;
import fr.recap.evaluation.MeasureRows;
import fr.recap.evaluation.Measures;
import fr.recap.pages.HtmlPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An evaluation as a page and as files of figures. */
public final class EvaluationReport {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final String NON_CODABLE = "non-codable";
  private static final double[] TARGETS = {0.80, 0.90, 0.95};

  private EvaluationReport() {}

  /** Writes all figures as {@code evaluation.json}, and as CSV files beside it. */
  public static void writeFigures(Evaluation evaluation, Path folder) {
    Path file = folder.resolve("evaluation.json");
    try {
      Files.createDirectories(folder.toAbsolutePath());
      JSON.writeValue(file.toFile(), evaluation);
      EvaluationCsv.write(evaluation, folder);
    } catch (IOException e) {
      throw new UncheckedIOException("The evaluation can't be written to " + folder, e);
    }
  }

  /** Adds the evaluation's sections to a page: what was decided first, then the detail. */
  public static void addTo(HtmlPage page, Evaluation evaluation) {
    addDecisions(page, evaluation);
    MapSection.addTo(page, evaluation);
    BranchPicture.addTo(page, evaluation.branches());
    addThresholds(page, evaluation);
    addRanks(page, evaluation);
    addScores(page, evaluation);
    MonitoringSection.addTo(page, evaluation.drifts());
    ComparisonSection.addTo(page, evaluation);
    evaluation.codes().keySet().forEach(code -> CodeSection.addTo(page, evaluation, code));
  }

  /** Adds how good the probabilities are. */
  public static void addScores(HtmlPage page, Evaluation evaluation) {
    ScoreSection.addTo(page, curves(evaluation));
  }

  /**
   * Adds one code in detail: groups of forms, codes with the most errors, confusions, errors.
   *
   * @param code siret, siren or a nomenclature
   */
  public static void addCode(HtmlPage page, Evaluation evaluation, String code) {
    CodeSection.addTo(page, evaluation, code);
  }

  /**
   * Adds the forms that are wrong with the highest probability, each beside its candidates.
   *
   * @param code siret, siren or a nomenclature
   */
  public static void addErrors(HtmlPage page, Evaluation evaluation, String code) {
    ErrorCards.addTo(page, code, evaluation.codes().get(code).errors());
  }

  /**
   * Adds what was decided: how many forms are coded automatically, and how many of them rightly.
   */
  public static void addDecisions(HtmlPage page, Evaluation evaluation) {
    FlowPicture.addTo(page, evaluation.flow());
    Headlines.addTo(page, evaluation);
    Evaluation.DetectionCounts detection = evaluation.nonCodable();
    page.heading("Forms that lead to no establishment")
        .table(
            "Decision against truth",
            List.of("", "non-codable", "codable"),
            List.of(
                List.of(
                    "said to be non-codable",
                    MeasureRows.count(detection.truePositive()),
                    MeasureRows.count(detection.falsePositive())),
                List.of(
                    "said to be codable",
                    MeasureRows.count(detection.falseNegative()),
                    MeasureRows.count(detection.trueNegative()))))
        .note(
            "Precision %s, recall %s."
                .formatted(
                    MeasureRows.percent(detection.precision()),
                    MeasureRows.percent(detection.recall())));
  }

  private static Map<String, DecisionCurve> curves(Evaluation evaluation) {
    Map<String, DecisionCurve> curves = new LinkedHashMap<>();
    evaluation.codes().forEach((code, e) -> curves.put(code.toUpperCase(Locale.ROOT), e.curve()));
    curves.put(NON_CODABLE, evaluation.nonCodableCurve());
    return curves;
  }

  /** Adds what each threshold gives. */
  public static void addThresholds(HtmlPage page, Evaluation evaluation) {
    Map<String, DecisionCurve> curves = curves(evaluation);
    page.heading("What does each threshold give?")
        .note(
            "A form is coded automatically if its probability reaches the threshold. Precision counts forms without a true code as wrong.");
    ThresholdExplorer.addTo(page, curves);
    List<List<String>> rows = new ArrayList<>();
    curves.forEach(
        (name, curve) -> {
          for (double target : TARGETS) {
            rows.add(target(name, target, curve));
          }
        });
    page.table(
            "The lowest threshold that reaches a precision of all forms",
            List.of(
                "", "target", "threshold", "coverage", "precision", "truth known", "forms left"),
            rows)
        .table(
            "Thresholds chosen on one half of the forms, measured on the other",
            List.of("", "target", "threshold", "precision there", "on the other half", "holds"),
            curves.entrySet().stream()
                .flatMap(
                    entry ->
                        entry.getValue().heldOut().stream()
                            .map(
                                held ->
                                    List.of(
                                        entry.getKey(),
                                        MeasureRows.percent(held.target()),
                                        threshold(held.threshold()),
                                        interval(held.chosenOn()),
                                        interval(held.heldOut()),
                                        held.threshold() > 1
                                            ? "out of reach"
                                            : held.holds() ? "yes" : "no")))
                .toList());
  }

  private static List<String> target(String name, double target, DecisionCurve curve) {
    return curve
        .at(target)
        .map(
            point ->
                List.of(
                    name,
                    MeasureRows.percent(target),
                    threshold(point.threshold()),
                    interval(point.coverage()),
                    interval(point.precision()),
                    interval(point.precisionOfKnown()),
                    MeasureRows.count(curve.forms() - point.accepted())))
        .orElse(
            List.of(
                name,
                MeasureRows.percent(target),
                "out of reach",
                "–",
                "–",
                "–",
                MeasureRows.count(curve.forms())));
  }

  /** Adds how often the true code is among the first ones. */
  public static void addRanks(HtmlPage page, Evaluation evaluation) {
    page.heading("First codes");
    for (boolean all : new boolean[] {true, false}) {
      page.table(
          all ? "Shares of all forms" : "Shares of forms whose true code is known",
          MeasureRows.HEAD,
          MeasureRows.of(evaluation, all));
    }
    for (boolean all : new boolean[] {true, false}) {
      List<String> head = new ArrayList<>(List.of(""));
      for (int k = 1; k <= Measures.RANKS; k++) {
        head.add(Integer.toString(k));
      }
      page.table(
          "The true code is among the first k: " + (all ? "of all forms" : "truth known"),
          head,
          evaluation.codes().entrySet().stream()
              .map(entry -> ranks(entry.getKey(), entry.getValue().overall(), all))
              .toList());
    }
  }

  private static List<String> ranks(String code, Measures measures, boolean all) {
    List<String> row = new ArrayList<>(List.of(code));
    for (long hits : measures.hits()) {
      row.add(MeasureRows.percent(all ? measures.ofAll(hits) : measures.ofReferenced(hits)));
    }
    return row;
  }

  static String threshold(double value) {
    return value > 1 ? "out of reach" : String.format(Locale.ROOT, "%.3f", value);
  }

  /** A share with its interval. */
  static String interval(Estimate estimate) {
    return Double.isNaN(estimate.low())
        ? MeasureRows.percent(estimate.value())
        : String.format(
            Locale.ROOT,
            "%.1f %% (%.1f–%.1f)",
            100 * estimate.value(),
            100 * estimate.low(),
            100 * estimate.high());
  }
}
