package fr.recap.noncodable;

import fr.recap.pages.DecisionCharts;
import fr.recap.pages.HtmlPage;
import fr.recap.texts.Texts;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A training of the detection as a page: what was measured on forms that it has not learned. */
final class DetectionPage {
  private final Texts t;
  private final DetectionFigures figures;
  private final Map<String, Double> metrics;
  private final double target;

  /**
   * @param metrics of the detection, measured on the same forms
   * @param target precision that the detection is to reach
   */
  DetectionPage(Texts texts, DetectionFigures figures, Map<String, Double> metrics, double target) {
    this.t = texts;
    this.figures = figures;
    this.metrics = Map.copyOf(metrics);
    this.target = target;
  }

  /**
   * The page.
   *
   * @param families measures of families on the same forms, by their names, the stored one first;
   *     less than two aren't shown
   */
  HtmlPage page(Map<String, Map<String, Double>> families) {
    HtmlPage page = new HtmlPage(t, t.get("report.training.title", TrainNoncodable.MODEL));
    page.figures(boxes())
        .note(
            text(
                "measured-on",
                t.count(figures.scores().size()),
                t.count(figures.scores().right()),
                t.percent(target),
                t.number(metrics.get("threshold"), 3)))
        .table(text("kinds"), list("kinds-head"), kinds());
    DecisionCharts charts = new DecisionCharts(t);
    page.heading(text("curves"))
        .charts(
            List.of(
                charts.precisionAndRecall(TrainNoncodable.MODEL, figures.deciding()),
                charts.roc(TrainNoncodable.MODEL, figures.scores()),
                charts.calibration(
                    text("calibration-x"), text("calibration-y"), figures.calibration())));
    if (!figures.decides().isEmpty()) {
      page.heading(text("decides"))
          .table(text("decides-table"), list("decides-head"), decides())
          .note(text("decides-note"));
    }
    if (families.size() > 1) {
      page.heading(text("families"))
          .table(
              text("families"),
              list("families-head"),
              families.entrySet().stream()
                  .map(family -> family(family.getKey(), family.getValue()))
                  .toList())
          .note(text("families-note"));
    }
    return page;
  }

  private String text(String key, Object... values) {
    return t.get("report.detection." + key, values);
  }

  private List<String> list(String key) {
    return t.list("report.detection." + key);
  }

  private Map<String, String> boxes() {
    Map<String, String> boxes = new LinkedHashMap<>();
    boxes.put(text("box-found"), t.percent(metrics.get("recall")));
    boxes.put(text("box-precision"), t.percent(metrics.get("precision")));
    boxes.put(text("box-average"), t.number(metrics.get("average-precision"), 3));
    boxes.put(text("box-auc"), t.number(metrics.get("roc-auc"), 3));
    boxes.put(
        t.get("report.training.calibration-error"), t.number(metrics.get("calibration-error"), 3));
    return boxes;
  }

  private List<List<String>> kinds() {
    return List.of(
        List.of(text("kinds-called"), count("true-positives"), count("false-positives")),
        List.of(text("kinds-left"), count("false-negatives"), count("true-negatives")));
  }

  private String count(String metric) {
    return t.count(metrics.get(metric).longValue());
  }

  private List<List<String>> decides() {
    return figures.decides().entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
        .map(group -> List.of(text("group." + group.getKey()), t.number(group.getValue(), 3)))
        .toList();
  }

  private List<String> family(String name, Map<String, Double> measures) {
    return List.of(
        name,
        t.percent(measures.get("precision")),
        t.percent(measures.get("recall")),
        t.number(measures.get("average-precision"), 3),
        t.number(measures.get("roc-auc"), 3),
        t.number(measures.get(TrainNoncodable.SECONDS), 1));
  }
}
