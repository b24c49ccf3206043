package fr.recap.pages;

import fr.recap.metrics.CalibrationBin;
import fr.recap.metrics.OperatingPoints;
import fr.recap.pages.Chart.Axis;
import fr.recap.pages.Chart.Point;
import fr.recap.pages.Chart.Series;
import fr.recap.texts.Texts;
import java.util.List;
import java.util.Map;

/** Charts of what a decision by a threshold on a probability gives. */
public final class DecisionCharts {
  private final Texts t;

  /**
   * @param texts of the page's language
   */
  public DecisionCharts(Texts texts) {
    this.t = texts;
  }

  /**
   * Share of the forms that are coded, against precision.
   *
   * @param decisions by their names
   * @param forms number of all forms, those without a prediction too
   */
  public Chart coding(Map<String, OperatingPoints> decisions, long forms) {
    double lowest =
        decisions.values().stream()
            .flatMap(points -> points.points().stream())
            .mapToDouble(OperatingPoints.Point::precision)
            .min()
            .orElse(0);
    Chart chart =
        new Chart(
            text("coding-chart"),
            Axis.shares(text("coding-x"), 0),
            Axis.shares(text("coding-y"), lowest));
    decisions.forEach(
        (name, points) ->
            chart.add(
                new Series(
                    name,
                    points.points().stream().map(point -> coded(point, forms)).toList(),
                    true)));
    return chart;
  }

  private Point coded(OperatingPoints.Point point, long forms) {
    double coverage = (double) point.accepted() / forms;
    return new Point(
        coverage,
        point.precision(),
        text(
            "coding-hint",
            t.number(point.threshold(), 3),
            t.percent(coverage),
            t.percent(point.precision())));
  }

  /** Recall against precision of a detection. */
  public Chart precisionAndRecall(String name, OperatingPoints detection) {
    return new Chart(
            t.get("report.detection.recall-chart"),
            Axis.shares(t.get("report.detection.recall"), 0),
            Axis.shares(t.get("report.detection.precision"), 0))
        .add(
            new Series(
                name,
                detection.points().stream()
                    .map(point -> found(point, share(point.right(), detection.right())))
                    .toList(),
                true));
  }

  private Point found(OperatingPoints.Point point, double recall) {
    return new Point(
        recall,
        point.precision(),
        t.get(
            "report.detection.recall-hint",
            t.number(point.threshold(), 3),
            t.percent(recall),
            t.percent(point.precision())));
  }

  /** The ROC curve of a detection: false positive rate against recall. */
  public Chart roc(String name, OperatingPoints detection) {
    long negatives = detection.size() - detection.right();
    return new Chart(
            t.get("report.detection.roc-chart"),
            Axis.shares(t.get("report.detection.roc-x"), 0),
            Axis.shares(t.get("report.detection.recall"), 0))
        .withDiagonal()
        .add(
            new Series(
                name,
                detection.points().stream()
                    .map(
                        point -> {
                          double falseRate = share(point.accepted() - point.right(), negatives);
                          double recall = share(point.right(), detection.right());
                          return new Point(
                              falseRate,
                              recall,
                              t.get(
                                  "report.detection.roc-hint",
                                  t.number(point.threshold(), 3),
                                  t.percent(recall),
                                  t.percent(falseRate)));
                        })
                    .toList(),
                true));
  }

  /** Probability against the share of what was right. */
  public Chart calibration(String x, String y, List<CalibrationBin> bins) {
    return new Chart(text("calibration"), Axis.shares(x, 0), Axis.shares(y, 0))
        .withDiagonal()
        .add(
            new Series(
                text("forms"),
                bins.stream()
                    .map(
                        bin ->
                            new Point(
                                bin.probability(),
                                bin.right(),
                                text(
                                    "calibration-hint",
                                    bin.predictions(),
                                    t.percent(bin.probability()),
                                    t.percent(bin.right()))))
                    .toList(),
                false));
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  private String text(String key, Object... values) {
    return t.get("report.training." + key, values);
  }
}
