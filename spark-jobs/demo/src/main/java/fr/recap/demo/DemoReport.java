package fr.recap.demo;

import fr.recap.config.RecapConfig;
import fr.recap.geocoding.GeocodeTable;
import fr.recap.geocoding.Outcomes;
import fr.recap.pages.HtmlPage;
import fr.recap.report.EvaluationReport;
import fr.recap.vectors.VectorsInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The page and the figures that a demo leaves behind. */
public final class DemoReport {
  private DemoReport() {}

  /**
   * Writes {@code report.html}, {@code evaluation.json} and the CSV files of its figures.
   *
   * @return the page's path
   */
  public static Path write(RunDemo.Result result, RecapConfig config, Path folder) {
    HtmlPage page = new HtmlPage("A synthetic campaign, coded");
    EvaluationReport.addTo(page, result.evaluation());
    page.heading("Which establishments, and why?")
        .table(
            "The first forms that have a reason; the probability is that of the first establishment",
            MatchExamples.HEAD,
            result.matches());
    page.heading("Are the forms as hard as real ones?");
    if (result.yardstick().isEmpty()) {
      page.note("Not measured: --yardstick-forms 0.");
    } else {
      page.note(
          "The original system and the coder before it on 65,740 real forms of 2020, and the same on forms of this demo: the original's eleven searches, its formula and its features, on a sample; the coder before it is generated.");
      rates(page, "Results on real forms and on these", result.yardstick());
    }
    page.heading("Are the forms like real ones?")
        .note(
            "Rates of the generated training forms beside those published for real forms of 2014 and 2020.");
    rates(page, "Generated against published rates", result.calibration());
    addPlaces(page, result.places());
    addVectors(page, result.vectors());
    page.heading("What the chain took")
        .table(
            "Seconds of each step",
            List.of("", "seconds"),
            result.durations().entrySet().stream()
                .map(
                    step ->
                        List.of(
                            step.getKey(),
                            String.format(
                                Locale.ROOT, "%.1f", step.getValue().toMillis() / 1000.0)))
                .toList());
    page.heading("Where the results are")
        .table(
            "PostgreSQL tables and Elasticsearch indices",
            List.of("what", "name"),
            List.of(
                List.of("results of the coders", config.tables().results().toString()),
                List.of("forms with the first predictions", config.tables().output().toString()),
                List.of("ten best activities", projections(config, "naf")),
                List.of("ten best professions", projections(config, "pcs")),
                List.of("ten best establishments", config.tables().biTopk().toString()),
                List.of("lots of the forms", config.tables().lots().toString()),
                List.of("forms as clerks see them", config.tables().individus().toString()),
                List.of("run manifests", config.tables().runManifest().toString()),
                List.of("index of establishments", config.indices().sirus()),
                List.of("index of forms", config.indices().forms())));
    Path file = folder.resolve("report.html");
    EvaluationReport.writeFigures(result.evaluation(), folder);
    page.write(file);
    return file;
  }

  private static void rates(HtmlPage page, String caption, List<TargetRate> rates) {
    page.table(
        caption,
        List.of("", "published", "generated"),
        rates.stream()
            .map(rate -> List.of(rate.field(), percent(rate.target()), percent(rate.generated())))
            .toList());
  }

  private static void addPlaces(HtmlPage page, Map<String, GeocodeTable.Result> places) {
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
    rows.put("all", places.values().stream().map(GeocodeTable.Result::written).toList());
    List<String> head = new ArrayList<>(List.of(""));
    head.addAll(places.keySet());
    page.heading("Where are the forms?")
        .note(
            "Forms without generated coordinates lie at the centre of the commune that they declare, which is the median of its establishments.")
        .table(
            "Forms by how they were placed",
            head,
            rows.entrySet().stream().map(DemoReport::line).toList());
  }

  private static List<String> line(Map.Entry<String, List<Long>> row) {
    List<String> cells = new ArrayList<>(List.of(row.getKey()));
    row.getValue().forEach(count -> cells.add(String.format(Locale.ROOT, "%,d", count)));
    return cells;
  }

  private static void addVectors(HtmlPage page, DemoVectors.Result vectors) {
    page.heading("Which words are near each other?")
        .note(
            String.format(
                Locale.ROOT,
                "%s: %s. Trained in %.1f s on %,d texts of the training forms, the register and the nomenclatures; the file takes %.1f MB. Coders of nomenclatures begin with them unless nomenclatures.<name>.vectors says otherwise.",
                vectors.version(),
                VectorsInfo.of(vectors.header()),
                vectors.training().toMillis() / 1000.0,
                vectors.texts(),
                vectors.bytes() / 1e6))
        .table(
            "Nearest words of single words that often fill a profession or an activity",
            List.of("", "nearest by cosine"),
            vectors.neighbours().entrySet().stream()
                .map(near -> List.of(near.getKey(), VectorsInfo.line(near.getValue())))
                .toList());
  }

  private static String projections(RecapConfig config, String nomenclature) {
    return config.nomenclature(nomenclature).projections().toString();
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
