package fr.recap.pages;

import fr.recap.metrics.CalibrationBin;
import fr.recap.metrics.OperatingPoints;
import fr.recap.pages.Chart.Axis;
import fr.recap.pages.Chart.Point;
import fr.recap.pages.Chart.Series;
import fr.recap.texts.Texts;
import java.util.LinkedHashMap;
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
    Map<String, List<Point>> points = new LinkedHashMap<>();
    decisions.forEach(
        (name, decision) ->
            points.put(
                name,
                decision.points().stream()
                    .map(
                        point ->
                            coded(
                                point.threshold(),
                                (double) point.accepted() / forms,
                                point.precision()))
                    .toList()));
    return coding(points, 1);
  }

  /**
   * The same of points as {@link #coded} makes them.
   *
   * @param within a precision that the axis has too
   */
  public Chart coding(Map<String, List<Point>> decisions, double within) {
    double lowest =
        decisions.values().stream()
            .flatMap(List::stream)
            .mapToDouble(Point::y)
            .reduce(within, Math::min);
    Chart chart =
        new Chart(
            text("coding-chart"),
            Axis.shares(text("coding-x"), 0),
            Axis.shares(text("coding-y"), lowest));
    decisions.forEach((name, points) -> chart.add(new Series(name, points, true)));
    return chart;
  }

  /** What a threshold gives. */
  public Point coded(double threshold, double coverage, double precision) {
    return new Point(
        coverage,
        precision,
        text("coding-hint", t.number(threshold, 3), t.percent(coverage), t.percent(precision)));
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
                                    bin.forms(),
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
