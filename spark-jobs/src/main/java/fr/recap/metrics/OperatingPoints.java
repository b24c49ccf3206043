package fr.recap.metrics;

import java.util.ArrayList;
import java.util.List;

/**
 * What thresholds on scores would accept, the highest threshold first.
 *
 * @param size number of predictions
 * @param right number of right ones among them
 * @param points some of the thresholds; the last one accepts all
 */
public record OperatingPoints(long size, long right, List<Point> points) {
  public OperatingPoints {
    points = List.copyOf(points);
  }

  /**
   * A threshold.
   *
   * @param threshold a prediction is accepted if its score is at least this
   * @param accepted number of the accepted
   * @param right number of right ones among them
   */
  public record Point(double threshold, long accepted, long right) {
    /** Share of right ones among the accepted. */
    public double precision() {
      return (double) right / accepted;
    }
  }

  /**
   * The points of some predictions.
   *
   * @param most about so many points at most, which accept equally many predictions more each
   */
  public static OperatingPoints of(Outcomes outcomes, int most) {
    List<Point> points = new ArrayList<>();
    long size = outcomes.size();
    long accepted = 0;
    long right = 0;
    long last = 0;
    for (int i = outcomes.different() - 1; i >= 0; i--) {
      accepted += outcomes.all(i);
      right += outcomes.right(i);
      if (points.isEmpty() || i == 0 || (accepted - last) * most >= size) {
        points.add(new Point(outcomes.score(i), accepted, right));
        last = accepted;
      }
    }
    return new OperatingPoints(size, right, points);
  }
}
