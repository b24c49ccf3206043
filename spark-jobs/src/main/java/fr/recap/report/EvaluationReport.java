package fr.recap.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import fr.recap.evaluation.Evaluation;
import fr.recap.evaluation.MeasureRows;
import fr.recap.pages.HtmlPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An evaluation as a page and as JSON. */
public final class EvaluationReport {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private EvaluationReport() {}

  /** Writes all figures as JSON. */
  public static void writeJson(Evaluation evaluation, Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      JSON.writeValue(file.toFile(), evaluation);
    } catch (IOException e) {
      throw new UncheckedIOException("The evaluation can't be written to " + file, e);
    }
  }

  /** Adds the evaluation's sections to a page: what was decided first, then the detail. */
  public static void addTo(HtmlPage page, Evaluation evaluation) {
    Map<String, String> figures = new LinkedHashMap<>();
    evaluation
        .codes()
        .forEach(
            (code, e) -> {
              String name = code.toUpperCase(Locale.ROOT);
              figures.put(
                  name + " coded automatically", MeasureRows.percent(e.overall().coverage()));
              figures.put(
                  name + " right among these",
                  MeasureRows.percent(e.overall().precisionOfReferenced()));
            });
    page.figures(figures)
        .note(
            "%,d forms of %s, measured against %s. Precision in these boxes is that of forms whose true code is known."
                .formatted(evaluation.forms(), evaluation.results(), evaluation.truth()));
    page.heading("First codes");
    for (boolean all : new boolean[] {true, false}) {
      page.table(
          all ? "Shares of all forms" : "Shares of forms whose true code is known",
          MeasureRows.HEAD,
          MeasureRows.of(evaluation, all));
    }
    Evaluation.Detection detection = evaluation.nonCodable();
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
    evaluation
        .codes()
        .forEach(
            (code, e) -> {
              String name = code.toUpperCase(Locale.ROOT);
              page.heading(name + " by département")
                  .table(
                      "Shares of forms whose true code is known",
                      MeasureRows.HEAD,
                      e.groups().getOrDefault("département", Map.of()).entrySet().stream()
                          .map(entry -> MeasureRows.row(entry.getKey(), entry.getValue(), false))
                          .toList());
            });
  }
}
