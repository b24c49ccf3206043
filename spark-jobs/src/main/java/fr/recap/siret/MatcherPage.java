package fr.recap.siret;

import fr.recap.pages.DecisionCharts;
import fr.recap.pages.HtmlPage;
import fr.recap.texts.Texts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A training of the matcher as a page: what was measured on forms that it has not learned. */
final class MatcherPage {
  private static final int MOST_FEATURES = 15;
  private static final Pattern REASONS = Pattern.compile("; ");

  private final Texts t;
  private final MatcherFigures figures;
  private final Decided decided;

  /**
   * What was decided.
   *
   * @param target precision of the automatic coding
   * @param threshold probability from which on a form is coded
   * @param metrics of the training
   */
  record Decided(double target, double threshold, Map<String, Double> metrics) {
    Decided {
      metrics = Map.copyOf(metrics);
    }
  }

  MatcherPage(Texts texts, MatcherFigures figures, Decided decided) {
    this.t = texts;
    this.figures = figures;
    this.decided = decided;
  }

  HtmlPage page(List<MatcherErrors.Shown> errors) {
    HtmlPage page = new HtmlPage(t, t.get("report.training.title", SiretModel.NAME));
    page.figures(boxes())
        .note(
            text(
                "note",
                t.count(figures.forms()),
                t.count(figures.known()),
                t.percent(decided.target()),
                t.number(decided.threshold(), 3)));
    DecisionCharts charts = new DecisionCharts(t);
    page.heading(t.get("report.training.coding"))
        .charts(
            List.of(
                charts.coding(
                    new TreeMap<>(
                        Map.of("SIRET", figures.establishment(), "SIREN", figures.unit())),
                    figures.forms()),
                charts.calibration(
                    text("calibration-x"), text("calibration-y"), figures.calibration())));
    page.heading(text("search"))
        .table(text("ranks"), list("ranks-head"), ranks())
        .table(text("sources"), list("sources-head"), sources())
        .note(text("sources-note"));
    if (!figures.leads().isEmpty()) {
      page.heading(text("leads"))
          .table(text("kinds"), list("kinds-head"), kinds())
          .table(text("features"), list("features-head"), features(), 2)
          .note(text("leads-note"));
    }
    page.heading(t.get("report.training.wrong"))
        .table(text("errors"), list("errors-head"), errors.stream().map(this::error).toList(), 4);
    return page;
  }

  private String text(String key, Object... values) {
    return t.get("report.matcher." + key, values);
  }

  private List<String> list(String key) {
    return t.list("report.matcher." + key);
  }

  private Map<String, String> boxes() {
    Map<String, String> boxes = new LinkedHashMap<>();
    boxes.put(text("box-retrieved"), known(figures.retrieved()));
    boxes.put(text("box-first"), known(figures.first().get(0)));
    boxes.put(text("box-ten"), known(figures.first().get(figures.first().size() - 1)));
    boxes.put(text("box-automatic"), t.percent(decided.metrics().get("automatic-coverage")));
    boxes.put(
        t.get("report.training.right"), t.percent(decided.metrics().get("automatic-precision")));
    return boxes;
  }

  private String known(long forms) {
    return t.percent((double) forms / figures.known());
  }

  private String all(long forms) {
    return t.percent((double) forms / figures.forms());
  }

  private List<List<String>> ranks() {
    List<List<String>> rows = new ArrayList<>();
    for (int k = 1; k <= figures.first().size(); k++) {
      long forms = figures.first().get(k - 1);
      rows.add(List.of(Integer.toString(k), t.count(forms), known(forms), all(forms)));
    }
    rows.add(
        List.of(
            text("retrieved"),
            t.count(figures.retrieved()),
            known(figures.retrieved()),
            all(figures.retrieved())));
    return rows;
  }

  private List<List<String>> sources() {
    return figures.sources().entrySet().stream()
        .map(
            source ->
                List.of(source.getKey(), t.count(source.getValue()), known(source.getValue())))
        .toList();
  }

  private double lead() {
    return figures.leads().values().stream().mapToDouble(Double::doubleValue).sum();
  }

  private List<List<String>> kinds() {
    Map<String, Double> kinds =
        figures.leads().entrySet().stream()
            .collect(
                Collectors.groupingBy(
                    lead -> kind(lead.getKey()), Collectors.summingDouble(Map.Entry::getValue)));
    return kinds.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
        .map(kind -> List.of(kind.getKey(), t.percent(kind.getValue() / lead())))
        .toList();
  }

  private List<List<String>> features() {
    return figures.leads().entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
        .limit(MOST_FEATURES)
        .map(
            lead ->
                List.of(lead.getKey(), kind(lead.getKey()), t.percent(lead.getValue() / lead())))
        .toList();
  }

  /** What a feature tells of, in words where there are some. */
  private String kind(String feature) {
    String kind = feature.substring(0, feature.indexOf('.'));
    String key = "report.matcher.kind." + kind;
    return t.has(key) ? t.get(key) : kind;
  }

  private List<String> error(MatcherErrors.Shown error) {
    return List.of(
        error.cabbi(),
        error.form().entrySet().stream()
            .map(field -> field.getKey() + " " + field.getValue())
            .collect(Collectors.joining(" · ")),
        side(error.said()),
        error.truth().siret().isEmpty()
            ? text("none")
            : error.found() ? side(error.truth()) : text("not-found", side(error.truth())),
        t.percent(error.probability()));
  }

  private String side(MatcherErrors.Side side) {
    String reasons =
        REASONS
            .splitAsStream(side.reasons())
            .filter(reason -> !reason.isEmpty())
            .map(t::translated)
            .collect(Collectors.joining(" · "));
    return reasons.isEmpty()
        ? "%s %s".formatted(side.siret(), side.text())
        : "%s %s (%s)".formatted(side.siret(), side.text(), reasons);
  }
}
