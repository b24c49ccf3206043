package fr.recap.evaluation;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import fr.recap.tables.CodageAutoResults;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.RelationalGroupedDataset;
import org.apache.spark.sql.Row;

/** Counts hits of one code over results that have been joined with the truth. */
final class CodeMeasures {
  private static final String RANK = "measured_rank";
  private static final String DIMENSION = "measured_dimension";

  private CodeMeasures() {}

  /**
   * Measures over all rows.
   *
   * @param joined results with the true code in a column
   * @param code siret, naf or pcs
   * @param truth the true code's column; null or empty where it is not known
   */
  static Measures overall(Dataset<Row> joined, String code, String truth) {
    return read(measures(ranked(joined, code, truth).groupBy(), code, truth).head(), 0);
  }

  /** Measures by the values of a column, in their order. */
  static Map<String, Measures> by(
      Dataset<Row> joined, String code, String truth, String dimension) {
    List<Row> rows =
        measures(
                ranked(joined, code, truth)
                    .groupBy(coalesce(col(dimension), lit("")).as(DIMENSION)),
                code,
                truth)
            .sort(DIMENSION)
            .collectAsList();
    Map<String, Measures> measures = new LinkedHashMap<>();
    rows.forEach(row -> measures.put(row.getString(0), read(row, 1)));
    return measures;
  }

  /** Adds the rank of the true code among the predictions: 1 the first, 0 none. */
  private static Dataset<Row> ranked(Dataset<Row> joined, String code, String truth) {
    return joined.withColumn(
        RANK,
        expr(
            "array_position(transform(from_json(`%s`, 'array<array<string>>'), p -> p[0]), `%s`)"
                .formatted(CodageAutoResults.predictions(code), truth)));
  }

  private static Dataset<Row> measures(RelationalGroupedDataset groups, String code, String truth) {
    Column known = coalesce(col(truth), lit("")).notEqual("");
    Column auto = coalesce(col(CodageAutoResults.codageAuto(code)), lit(false));
    Column right = coalesce(col(code).equalTo(col(truth)), lit(false)).and(known);
    return groups.agg(
        count(lit(1)),
        number(known),
        number(col(code).isNotNull()),
        number(right),
        hits(3),
        hits(5),
        hits(10),
        number(auto),
        number(auto.and(known)),
        number(auto.and(right)));
  }

  private static Column hits(int k) {
    return number(col(RANK).between(1, k));
  }

  private static Column number(Column condition) {
    return coalesce(sum(when(condition, 1L).otherwise(0L)), lit(0L));
  }

  private static Measures read(Row row, int first) {
    return new Measures(
        row.getLong(first),
        row.getLong(first + 1),
        row.getLong(first + 2),
        row.getLong(first + 3),
        row.getLong(first + 4),
        row.getLong(first + 5),
        row.getLong(first + 6),
        row.getLong(first + 7),
        row.getLong(first + 8),
        row.getLong(first + 9));
  }
}
