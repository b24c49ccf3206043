package fr.recap.evaluation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.spark_partition_id;
import static org.apache.spark.sql.functions.sum;

import fr.recap.runtime.Kept;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/**
 * Exact areas under the curves of any number of forms. The distinct scores are sorted by Spark; of
 * each partition two sums reach the driver, which tells each partition what lies above it.
 *
 * @param rocAuc the probability that a right decision has a higher score than a wrong one, equal
 *     scores counting half; NaN if one of the two kinds is missing
 * @param averagePrecision the sum of precisions at each distinct score weighted by the recall that
 *     it adds; NaN if nothing is right
 */
record RankMeasures(double rocAuc, double averagePrecision) {
  private static final String SCORE = "score";
  private static final String RIGHT = "right";
  private static final String KNOWN = "known";

  /**
   * Measures decisions.
   *
   * @param score column of doubles; rows where it is null are left out
   * @param right whether the decision is right, not null
   */
  static RankMeasures of(Dataset<Row> rows, Column score, Column right) {
    Dataset<Row> counted =
        rows.where(score.isNotNull())
            .groupBy(score.as(SCORE))
            .agg(sum(right.cast("long")).as(RIGHT), count(lit(1)).as(KNOWN))
            .sort(col(SCORE).desc())
            .withColumn("partition", spark_partition_id());
    try (Kept kept = Kept.of(counted)) {
      Dataset<Row> steps = kept.rows();
      List<Row> parts =
          steps.groupBy("partition").agg(sum(RIGHT), sum(KNOWN)).sort("partition").collectAsList();
      int last = parts.isEmpty() ? -1 : parts.get(parts.size() - 1).getInt(0);
      long[] rightAbove = new long[last + 2];
      long[] knownAbove = new long[last + 2];
      parts.forEach(
          part -> {
            rightAbove[part.getInt(0) + 1] = part.getLong(1);
            knownAbove[part.getInt(0) + 1] = part.getLong(2);
          });
      for (int p = 1; p < rightAbove.length; p++) {
        rightAbove[p] += rightAbove[p - 1];
        knownAbove[p] += knownAbove[p - 1];
      }
      double area = 0;
      double precisions = 0;
      for (Tuple2<Double, Double> part : sums(steps, rightAbove, knownAbove)) {
        area += part._1;
        precisions += part._2;
      }
      double positives = rightAbove[last + 1];
      double negatives = knownAbove[last + 1] - positives;
      return new RankMeasures(
          area / (positives * negatives), positives == 0 ? Double.NaN : precisions / positives);
    }
  }

  /** One pair a partition: its part of the area and of the sum of precisions. */
  private static List<Tuple2<Double, Double>> sums(
      Dataset<Row> steps, long[] rightAbove, long[] knownAbove) {
    return steps
        .mapPartitions(
            (MapPartitionsFunction<Row, Tuple2<Double, Double>>)
                rows -> {
                  double area = 0;
                  double precisions = 0;
                  long right = -1;
                  long known = 0;
                  while (rows.hasNext()) {
                    Row row = rows.next();
                    if (right < 0) {
                      right = rightAbove[row.getInt(3)];
                      known = knownAbove[row.getInt(3)];
                    }
                    double rightHere = row.getLong(1);
                    area += (row.getLong(2) - rightHere) * (right + rightHere / 2);
                    right += row.getLong(1);
                    known += row.getLong(2);
                    precisions += rightHere * right / known;
                  }
                  return List.of(new Tuple2<>(area, precisions)).iterator();
                },
            Encoders.tuple(Encoders.DOUBLE(), Encoders.DOUBLE()))
        .collectAsList();
  }
}
