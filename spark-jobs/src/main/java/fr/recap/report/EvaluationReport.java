package fr.recap.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import fr.recap.evaluation.Evaluation;
import fr.recap.evaluation.Measures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An evaluation as a page and as JSON. */
public final class EvaluationReport {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final List<String> HEAD =
      List.of("", "forms", "top-1", "top-3", "top-5", "top-10", "coverage", "precision");

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
              figures.put(name + " coded automatically", percent(e.overall().coverage()));
              figures.put(
                  name + " right among these", percent(e.overall().precisionOfReferenced()));
            });
    page.figures(figures)
        .note(
            "%,d forms of %s, measured against %s. Precision in these boxes is that of forms whose true code is known."
                .formatted(evaluation.forms(), evaluation.results(), evaluation.truth()));
    page.heading("First codes");
    for (boolean all : new boolean[] {true, false}) {
      page.table(
          all ? "Shares of all forms" : "Shares of forms whose true code is known",
          HEAD,
          codeRows(evaluation, all));
    }
    Evaluation.Detection detection = evaluation.nonCodable();
    page.heading("Forms that lead to no establishment")
        .table(
            "Decision against truth",
            List.of("", "non-codable", "codable"),
            List.of(
                List.of(
                    "said to be non-codable",
                    count(detection.truePositive()),
                    count(detection.falsePositive())),
                List.of(
                    "said to be codable",
                    count(detection.falseNegative()),
                    count(detection.trueNegative()))))
        .note(
            "Precision %s, recall %s."
                .formatted(percent(detection.precision()), percent(detection.recall())));
    evaluation
        .codes()
        .forEach(
            (code, e) -> {
              String name = code.toUpperCase(Locale.ROOT);
              page.heading(name + " by département")
                  .table(
                      "Shares of forms whose true code is known",
                      HEAD,
                      e.byDepartement().entrySet().stream()
                          .map(entry -> row(entry.getKey(), entry.getValue(), false))
                          .toList());
              page.heading(name + " by true " + (code.equals("pcs") ? "PCS" : "NAF") + " code")
                  .table(
                      "The most frequent codes",
                      HEAD,
                      e.byCode().stream()
                          .map(one -> row(one.code(), one.measures(), false))
                          .toList());
            });
  }

  private static List<List<String>> codeRows(Evaluation evaluation, boolean all) {
    List<List<String>> rows = new ArrayList<>();
    evaluation.codes().forEach((code, e) -> rows.add(row(code, e.overall(), all)));
    evaluation
        .previousCoder()
        .forEach((code, measures) -> rows.add(row(code + " (previous coder)", measures, all)));
    return rows;
  }

  private static List<String> row(String name, Measures m, boolean all) {
    long base = all ? m.forms() : m.referenced();
    return List.of(
        name,
        count(base),
        percent(share(m.top1(), base)),
        percent(share(m.top3(), base)),
        percent(share(m.top5(), base)),
        percent(share(m.top10(), base)),
        percent(m.coverage()),
        percent(all ? m.precisionOfAll() : m.precisionOfReferenced()));
  }

  private static double share(long part, long whole) {
    return whole == 0 ? Double.NaN : (double) part / whole;
  }

  private static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
