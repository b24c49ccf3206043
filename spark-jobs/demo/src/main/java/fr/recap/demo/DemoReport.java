package fr.recap.demo;

import fr.recap.config.RecapConfig;
import fr.recap.geocoding.GeocodeTable;
import fr.recap.geocoding.Outcomes;
import fr.recap.pages.HtmlPage;
import fr.recap.report.EvaluationReport;
import fr.recap.texts.Texts;
import fr.recap.vectors.VectorsInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page and the figures that a demo leaves behind. */
public final class DemoReport {
  private DemoReport() {}

  /**
   * Writes {@code report.html}, {@code evaluation.json} and the CSV files of its figures.
   *
   * @return the page's path
   */
  public static Path write(RunDemo.Result result, RecapConfig config, Path folder) {
    Texts t = Texts.of(config.language());
    HtmlPage page = new HtmlPage(t, t.get("report.demo.title"));
    EvaluationReport.addTo(page, result.evaluation());
    page.heading(t.get("report.demo.matches"))
        .table(
            t.get("report.demo.matches-table"),
            t.list("report.demo.matches-head"),
            result.matches().stream().map(example -> shown(t, example)).toList());
    page.heading(t.get("report.demo.hard"));
    if (result.yardstick().isEmpty()) {
      page.note(t.get("report.demo.hard-none"));
    } else {
      page.note(t.get("report.demo.hard-note"));
      rates(page, "report.demo.hard-table", result.yardstick());
    }
    page.heading(t.get("report.demo.like")).note(t.get("report.demo.like-note"));
    rates(page, "report.demo.like-table", result.calibration());
    addPlaces(page, result.places());
    addVectors(page, result.vectors());
    page.heading(t.get("report.demo.took"))
        .table(
            t.get("report.demo.took-table"),
            t.list("report.demo.took-head"),
            result.durations().entrySet().stream()
                .map(
                    step ->
                        List.of(
                            t.translated(step.getKey()),
                            t.number(step.getValue().toMillis() / 1000.0, 1)))
                .toList());
    Map<String, String> names = new LinkedHashMap<>();
    names.put("results", config.tables().results().toString());
    names.put("output", config.tables().output().toString());
    names.put("naf", projections(config, "naf"));
    names.put("pcs", projections(config, "pcs"));
    names.put("topk", config.tables().biTopk().toString());
    names.put("lots", config.tables().lots().toString());
    names.put("individus", config.tables().individus().toString());
    names.put("manifests", config.tables().runManifest().toString());
    names.put("sirus", config.indices().sirus());
    names.put("forms", config.indices().forms());
    page.heading(t.get("report.demo.results"))
        .table(
            t.get("report.demo.results-table"),
            t.list("report.demo.results-head"),
            names.entrySet().stream()
                .map(each -> List.of(t.get("report.demo.result." + each.getKey()), each.getValue()))
                .toList());
    Path file = folder.resolve("report.html");
    EvaluationReport.writeFigures(result.evaluation(), folder);
    page.writtenNow().write(file);
    return file;
  }

  /** The reasons of an example, its last cell, in the page's language, and so its probability. */
  private static List<String> shown(Texts t, List<String> example) {
    List<String> cells = new ArrayList<>(example);
    int last = cells.size() - 1;
    cells.set(last - 1, t.number(Double.parseDouble(cells.get(last - 1)), 2));
    cells.set(
        last,
        Stream.of(cells.get(last).split("; ", -1))
            .map(t::translated)
            .collect(Collectors.joining(" ; ")));
    return cells;
  }

  private static void rates(HtmlPage page, String caption, List<TargetRate> rates) {
    Texts t = page.texts();
    page.table(
        t.get(caption),
        t.list("report.demo.rates-head"),
        rates.stream()
            .map(
                rate ->
                    List.of(
                        t.translated(rate.field()),
                        t.percent(rate.target()),
                        t.percent(rate.generated())))
            .toList());
  }

  private static void addPlaces(HtmlPage page, Map<String, GeocodeTable.Result> places) {
    Texts t = page.texts();
    Map<String, List<Long>> rows = new LinkedHashMap<>();
    List<Map<String, Long>> groups =
        places.values().stream().map(result -> Outcomes.groups(result.outcomes())).toList();
    groups.forEach(
        table ->
            table
                .keySet()
                .forEach(
                    group ->
                        rows.computeIfAbsent(
                            group,
                            name ->
                                groups.stream()
                                    .map(counts -> counts.getOrDefault(name, 0L))
                                    .toList())));
    rows.put(
        t.get("report.demo.places-all"),
        places.values().stream().map(GeocodeTable.Result::written).toList());
    List<String> head = new ArrayList<>(List.of(""));
    places.keySet().forEach(table -> head.add(t.translated(table)));
    page.heading(t.get("report.demo.places"))
        .note(t.get("report.demo.places-note"))
        .table(
            t.get("report.demo.places-table"),
            head,
            rows.entrySet().stream().map(row -> line(t, row)).toList());
  }

  private static List<String> line(Texts t, Map.Entry<String, List<Long>> row) {
    List<String> cells = new ArrayList<>(List.of(t.translated(row.getKey())));
    row.getValue().forEach(count -> cells.add(t.count(count)));
    return cells;
  }

  private static void addVectors(HtmlPage page, DemoVectors.Result vectors) {
    Texts t = page.texts();
    page.heading(t.get("report.demo.vectors"))
        .note(
            t.get(
                "report.demo.vectors-note",
                vectors.version(),
                VectorsInfo.of(vectors.header()),
                t.number(vectors.training().toMillis() / 1000.0, 1),
                t.count(vectors.texts()),
                t.number(vectors.bytes() / 1e6, 1)))
        .table(
            t.get("report.demo.vectors-table"),
            t.list("report.demo.vectors-head"),
            vectors.neighbours().entrySet().stream()
                .map(near -> List.of(near.getKey(), VectorsInfo.line(near.getValue())))
                .toList());
  }

  private static String projections(RecapConfig config, String nomenclature) {
    return config.nomenclature(nomenclature).projections().toString();
  }
}
