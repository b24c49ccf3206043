package fr.recap.nomenclature;

import fr.recap.metrics.Outcomes;
import fr.recap.metrics.Threshold;
import java.util.ArrayList;
import java.util.List;

/**
 * What automatic coding would give at other thresholds, the lowest first.
 *
 * @param points thresholds from 0 to 0.9 by 0.05 and on to 0.99 by 0.01, as far as any form is
 *     accepted
 */
public record CodingCurve(List<Point> points) {
  public CodingCurve {
    points = List.copyOf(points);
  }

  /**
   * A threshold.
   *
   * @param threshold a form is coded automatically if the probability of its first code is at least
   *     this
   * @param coverage share of the forms that are, in (0, 1]
   * @param precision share of right ones among them
   * @param forms number of them
   */
  public record Point(double threshold, double coverage, double precision, long forms) {}

  static CodingCurve of(double[] probabilities, boolean[] correct) {
    List<Point> points = new ArrayList<>();
    Outcomes outcomes = Outcomes.of(probabilities, correct);
    for (int percent = 0; percent < 100; percent += percent < 90 ? 5 : 1) {
      Threshold at = Threshold.measure(outcomes, percent / 100.0);
      if (at.support() > 0) {
        points.add(new Point(at.value(), at.coverage(), at.precision(), at.support()));
      }
    }
    return new CodingCurve(points);
  }

  /** The largest coverage of a point that reaches a precision; 0 if none does. */
  public double coverageAt(double precision) {
    return points.stream()
        .filter(point -> point.precision() >= precision)
        .mapToDouble(Point::coverage)
        .max()
        .orElse(0);
  }
}
