package fr.recap.nomenclature;

import fr.recap.pages.Chart;
import fr.recap.pages.Chart.Axis;
import fr.recap.pages.Chart.Point;
import fr.recap.pages.Chart.Series;
import fr.recap.pages.DecisionCharts;
import fr.recap.pages.HtmlPage;
import fr.recap.texts.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A training's measures as a page. */
final class TrainingPage {
  private final TrainingMeasures m;
  private final Texts t;

  private TrainingPage(TrainingMeasures measures, Texts texts) {
    this.m = measures;
    this.t = texts;
  }

  static HtmlPage of(TrainingMeasures measures, Texts texts) {
    return new TrainingPage(measures, texts).page();
  }

  private HtmlPage page() {
    HtmlPage page = new HtmlPage(t, text("title", m.model()));
    page.figures(figures()).note(measuredOn());
    addCoding(page);
    page.heading(text("levels"))
        .table(text("levels-table"), list("levels-head"), levels())
        .table(
            text("ranks"),
            list("ranks-head"),
            List.of("1", "3", "5", "10").stream()
                .map(k -> List.of(k, t.percent(m.metrics().get("top-" + k))))
                .toList());
    page.heading(text("wrong"))
        .table(
            text("errors"), list("errors-head"), m.worst().stream().map(this::errors).toList(), 2)
        .note(text("crossed", t.percent(m.crossed())))
        .table(
            text("crossings"),
            list("crossings-head"),
            m.crossings().stream().map(this::crossing).toList(),
            3);
    page.heading(text("learning")).charts(learning());
    page.heading(text("forms"))
        .table(
            text("forms-table"),
            list("forms-head"),
            new TreeMap<>(m.forms())
                .entrySet().stream()
                    .map(state -> List.of(t.translated(state.getKey()), t.count(state.getValue())))
                    .toList())
        .note(text("forms-note", TrainingForms.HELD_OUT));
    return page;
  }

  private String text(String key, Object... values) {
    return t.get("report.training." + key, values);
  }

  private List<String> list(String key) {
    return t.list("report.training." + key);
  }

  private Map<String, String> figures() {
    Map<String, String> figures = new LinkedHashMap<>();
    figures.put(text("top-1"), t.percent(m.metrics().get("top-1")));
    figures.put(text("top-5"), t.percent(m.metrics().get("top-5")));
    figures.put(text("automatic"), t.percent(m.metrics().get("automatic-coverage")));
    figures.put(text("right"), t.percent(m.metrics().get("automatic-precision")));
    figures.put(text("calibration-error"), t.number(m.metrics().get("calibration-error"), 3));
    return figures;
  }

  private String measuredOn() {
    String target = t.percent(m.targetPrecision());
    return m.threshold() > 1
        ? text("note-unreached", m.tested(), target)
        : text("note", m.tested(), target, t.number(m.threshold(), 3));
  }

  private void addCoding(HtmlPage page) {
    page.heading(text("coding"))
        .charts(List.of(coding(), calibration()))
        .table(
            text("sections"),
            list("sections-head"),
            m.sections().stream().map(this::section).toList())
        .note(text("sections-note"))
        .table(
            text("novelty"), list("novelty-head"), m.novelty().stream().map(this::novelty).toList())
        .note(text("novelty-note"));
  }

  private List<String> novelty(TrainingMeasures.Novelty row) {
    return List.of(
        t.translated(row.texts()),
        t.number(row.least(), 3),
        t.count(row.forms()),
        t.percent(row.top1()),
        t.percent(row.coverage()),
        t.percent(row.automaticPrecision()));
  }

  private Chart coding() {
    DecisionCharts charts = new DecisionCharts(t);
    List<Point> points =
        m.automatic().points().stream()
            .map(p -> charts.coded(p.threshold(), p.coverage(), p.precision()))
            .toList();
    Chart chart = charts.coding(Map.of(text("all"), points), m.targetPrecision());
    double precision = m.metrics().get("automatic-precision");
    if (!Double.isNaN(precision)) {
      chart.mark(
          new Point(
              m.metrics().get("automatic-coverage"),
              precision,
              text("threshold", t.number(m.threshold(), 3))));
    }
    return chart;
  }

  private Chart calibration() {
    return new DecisionCharts(t)
        .calibration(text("calibration-x"), text("calibration-y"), m.calibration());
  }

  private List<Chart> learning() {
    List<Chart> charts = new ArrayList<>();
    if (m.losses().stream().anyMatch(losses -> !losses.isEmpty())) {
      charts.add(losses());
    }
    if (!m.learning().isEmpty()) {
      List<Point> points = new ArrayList<>();
      double lowest = 1;
      long most = 0;
      for (TrainingMeasures.Learned learned : m.learning()) {
        lowest = Math.min(lowest, learned.top1());
        most = Math.max(most, learned.forms());
        points.add(
            new Point(
                (double) learned.forms(),
                learned.top1(),
                text("curve-hint", learned.forms(), t.percent(learned.top1()))));
      }
      charts.add(
          new Chart(
                  text("curve"),
                  Axis.numbers(text("curve-x"), 0, (double) most),
                  Axis.shares(text("curve-y"), lowest - 0.05))
              .add(new Series(text("lexical"), points, true)));
    }
    return charts;
  }

  private Chart losses() {
    double low = Double.POSITIVE_INFINITY;
    double high = 0;
    int epochs = 2;
    for (List<Double> losses : m.losses()) {
      epochs = Math.max(epochs, losses.size());
      for (double loss : losses) {
        low = Math.min(low, loss);
        high = Math.max(high, loss);
      }
    }
    Chart chart =
        new Chart(
            text("losses"),
            Axis.numbers(text("losses-x"), 1, epochs),
            Axis.numbers(text("losses-y"), Math.max(0, low - 0.1 * (high - low)), high));
    for (int encoder = 0; encoder < m.losses().size(); encoder++) {
      List<Double> losses = m.losses().get(encoder);
      List<Point> points = new ArrayList<>();
      for (int epoch = 0; epoch < losses.size(); epoch++) {
        points.add(
            new Point(
                epoch + 1,
                losses.get(epoch),
                text("losses-hint", epoch + 1, t.number(losses.get(epoch), 3))));
      }
      chart.add(new Series(text("encoder", encoder), points, true));
    }
    return chart;
  }

  private List<List<String>> levels() {
    List<List<String>> rows = new ArrayList<>();
    for (TrainingMeasures.Level level : m.levels()) {
      rows.add(
          List.of(
              Integer.toString(level.level()), t.count(level.codes()), t.percent(level.top1())));
    }
    rows.add(List.of(text("leaves"), "", t.percent(m.metrics().get("top-1"))));
    return rows;
  }

  private List<String> section(TrainingMeasures.Section s) {
    return List.of(
        s.code() + " " + s.label(),
        t.count(s.forms()),
        t.percent(s.precision()),
        t.percent(s.coverage()),
        t.percent(s.automaticPrecision()),
        t.percent(s.automatic().coverageAt(m.targetPrecision())));
  }

  private List<String> errors(TrainingMeasures.CodeErrors e) {
    return List.of(
        e.code() + " " + e.label(),
        e.wrong() + " " + e.wrongLabel(),
        t.count(e.wrongForms()),
        t.count(e.errors()),
        t.count(e.forms()),
        t.percent((double) e.errors() / e.forms()));
  }

  private List<String> crossing(TrainingMeasures.Crossing c) {
    return List.of(
        c.section() + " " + c.label(),
        c.said() + " " + c.saidLabel(),
        t.translated(c.example()),
        t.count(c.forms()),
        t.percent(c.share()));
  }
}
