package fr.recap.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import fr.recap.evaluation.DecisionCurve;
import fr.recap.evaluation.Estimate;
import fr.recap.evaluation.Evaluation;
import fr.recap.evaluation.MeasureRows;
import fr.recap.evaluation.Measures;
import fr.recap.pages.HtmlPage;
import fr.recap.texts.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** An evaluation as a page and as files of figures. */
public final class EvaluationReport {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final String OUT_OF_REACH = "report.out-of-reach";
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

  /** The evaluation of a campaign as a page. */
  public static HtmlPage page(Texts texts, int year, Evaluation evaluation) {
    HtmlPage page = new HtmlPage(texts, texts.get("report.title", Integer.toString(year)));
    addTo(page, evaluation);
    return page;
  }

  /** Adds the evaluation's sections to a page: what was decided first, then the detail. */
  public static void addTo(HtmlPage page, Evaluation evaluation) {
    addDecisions(page, evaluation);
    addMap(page, evaluation);
    BranchPicture.addTo(page, evaluation.branches());
    addThresholds(page, evaluation);
    addRanks(page, evaluation);
    addScores(page, evaluation);
    MonitoringSection.addTo(page, evaluation.drifts());
    addComparison(page, evaluation);
    evaluation.codes().keySet().forEach(code -> CodeSection.addTo(page, evaluation, code));
  }

  /** Adds maps of coverage, precision and what is left for clerks, with the table behind them. */
  public static void addMap(HtmlPage page, Evaluation evaluation) {
    MapSection.addTo(page, evaluation);
  }

  /** Adds how the codes differ from those of the coder compared with, and who is right. */
  public static void addComparison(HtmlPage page, Evaluation evaluation) {
    ComparisonSection.addTo(page, evaluation);
  }

  /** Adds how good the probabilities are. */
  public static void addScores(HtmlPage page, Evaluation evaluation) {
    ScoreSection.addTo(page, curves(page.texts(), evaluation));
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
    Texts t = page.texts();
    Evaluation.DetectionCounts detection = evaluation.nonCodable();
    page.heading(t.get("report.detection.heading"))
        .table(
            t.get("report.detection.table"),
            t.list("report.detection.head"),
            List.of(
                List.of(
                    t.get("report.detection.said"),
                    t.count(detection.truePositive()),
                    t.count(detection.falsePositive())),
                List.of(
                    t.get("report.detection.not-said"),
                    t.count(detection.falseNegative()),
                    t.count(detection.trueNegative()))))
        .note(
            t.get(
                "report.detection.note",
                t.percent(detection.precision()),
                t.percent(detection.recall())))
        .note(detection.target().told(t));
  }

  private static Map<String, DecisionCurve> curves(Texts t, Evaluation evaluation) {
    Map<String, DecisionCurve> curves = new LinkedHashMap<>();
    evaluation.codes().forEach((code, e) -> curves.put(code.toUpperCase(Locale.ROOT), e.curve()));
    curves.put(t.get("report.non-codable"), evaluation.nonCodableCurve());
    return curves;
  }

  /** Adds what each threshold gives. */
  public static void addThresholds(HtmlPage page, Evaluation evaluation) {
    Texts t = page.texts();
    Map<String, DecisionCurve> curves = curves(t, evaluation);
    page.heading(t.get("report.thresholds.heading")).note(t.get("report.thresholds.note"));
    ThresholdExplorer.addTo(page, curves);
    List<List<String>> rows = new ArrayList<>();
    curves.forEach(
        (name, curve) -> {
          for (double target : TARGETS) {
            rows.add(target(t, name, target, curve));
          }
        });
    page.table(t.get("report.thresholds.table"), t.list("report.thresholds.head"), rows)
        .table(
            t.get("report.thresholds.halves"),
            t.list("report.thresholds.halves-head"),
            curves.entrySet().stream()
                .flatMap(
                    entry ->
                        entry.getValue().heldOut().stream()
                            .map(held -> heldOut(t, entry.getKey(), held)))
                .toList());
  }

  private static List<String> heldOut(Texts t, String name, DecisionCurve.HeldOut held) {
    return List.of(
        name,
        t.percent(held.target()),
        threshold(t, held.threshold()),
        interval(t, held.chosenOn()),
        interval(t, held.heldOut()),
        held.threshold() > 1
            ? t.get(OUT_OF_REACH)
            : t.get(held.holds() ? "report.thresholds.yes" : "report.thresholds.no"));
  }

  private static List<String> target(Texts t, String name, double target, DecisionCurve curve) {
    return curve
        .at(target)
        .map(
            point ->
                List.of(
                    name,
                    t.percent(target),
                    threshold(t, point.threshold()),
                    interval(t, point.coverage()),
                    interval(t, point.precision()),
                    interval(t, point.precisionOfKnown()),
                    t.count(curve.forms() - point.accepted())))
        .orElse(
            List.of(
                name,
                t.percent(target),
                t.get(OUT_OF_REACH),
                "–",
                "–",
                "–",
                t.count(curve.forms())));
  }

  /** Adds how often the true code is among the first ones. */
  public static void addRanks(HtmlPage page, Evaluation evaluation) {
    Texts t = page.texts();
    page.heading(t.get("report.ranks.heading"));
    for (boolean all : new boolean[] {true, false}) {
      page.table(
          t.get(all ? "report.ranks.all" : "report.ranks.known"),
          MeasureRows.head(t),
          MeasureRows.of(t, evaluation, all));
    }
    MeasureRows.meaning(t, evaluation).ifPresent(page::note);
    if (!evaluation.notes().isEmpty()) {
      page.note(String.join(" ", evaluation.notes().stream().map(t::translated).toList()));
    }
    for (boolean all : new boolean[] {true, false}) {
      List<String> head = new ArrayList<>(List.of(""));
      for (int k = 1; k <= Measures.RANKS; k++) {
        head.add(Integer.toString(k));
      }
      page.table(
          t.get(all ? "report.ranks.among-all" : "report.ranks.among-known"),
          head,
          Stream.concat(
                  evaluation.codes().entrySet().stream()
                      .map(entry -> ranks(t, entry.getKey(), entry.getValue().overall(), all)),
                  evaluation.orders().entrySet().stream()
                      .map(
                          entry ->
                              ranks(
                                  t, MeasureRows.named(t, entry.getKey()), entry.getValue(), all)))
              .toList());
    }
  }

  private static List<String> ranks(Texts t, String code, Measures measures, boolean all) {
    List<String> row = new ArrayList<>(List.of(code));
    for (long hits : measures.hits()) {
      row.add(t.percent(all ? measures.ofAll(hits) : measures.ofReferenced(hits)));
    }
    return row;
  }

  private static String threshold(Texts t, double value) {
    return value > 1 ? t.get(OUT_OF_REACH) : t.number(value, 3);
  }

  /** A share with its interval. */
  static String interval(Texts t, Estimate estimate) {
    return Double.isNaN(estimate.low())
        ? t.percent(estimate.value())
        : t.get(
            "report.interval",
            t.percent(estimate.value()),
            t.number(100 * estimate.low(), 1),
            t.number(100 * estimate.high(), 1));
  }
}
