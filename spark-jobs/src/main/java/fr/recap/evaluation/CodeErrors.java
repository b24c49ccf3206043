package fr.recap.evaluation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Where a coder errs: true codes with the most errors, and what is said instead. */
final class CodeErrors {
  private CodeErrors() {}

  /** True codes by number of wrong first codes, then by code. */
  static List<Evaluation.OneCode> byCode(Dataset<Row> judged, String code, Scope scope, int shown) {
    Column rank = col(JudgedForms.rank(code));
    Column auto = col(JudgedForms.auto(code));
    return judged
        .where(col(truth(code, scope)).isNotNull().and(col(JudgedForms.truth(code)).isNotNull()))
        .groupBy(col(truth(code, scope)).as("truth"))
        .agg(
            count(lit(1)).as("forms"),
            number(rank.equalTo(1)).as("top1"),
            number(rank.between(1, 5)),
            number(rank.between(1, 10)),
            number(auto),
            number(auto.and(rank.equalTo(1))))
        .sort(col("forms").minus(col("top1")).desc(), col("truth"))
        .limit(shown)
        .collectAsList()
        .stream()
        .map(
            row ->
                new Evaluation.OneCode(
                    row.getString(0),
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6)))
        .toList();
  }

  /** True and said codes of forms with a wrong first code, the most frequent pairs first. */
  static List<Evaluation.ConfusedPair> confusions(
      Dataset<Row> judged, String code, Scope scope, int shown) {
    return judged
        .where(
            col(truth(code, scope))
                .isNotNull()
                .and(col(said(code)).isNotNull())
                .and(col(JudgedForms.truth(code)).isNotNull())
                .and(col(JudgedForms.rank(code)).notEqual(1)))
        .groupBy(col(truth(code, scope)).as("truth"), col(said(code)).as("said"))
        .agg(count(lit(1)).as("forms"), number(col(JudgedForms.auto(code))))
        .sort(col("forms").desc(), col("truth"), col("said"))
        .limit(shown)
        .collectAsList()
        .stream()
        .map(
            row ->
                new Evaluation.ConfusedPair(
                    row.getString(0), row.getString(1), row.getLong(2), row.getLong(3)))
        .toList();
  }

  /** An establishment or a legal unit is told by the activity of the form. */
  private static String truth(String code, Scope scope) {
    return JudgedForms.truth(scope.classes(code));
  }

  private static String said(String code) {
    return Scope.isEstablishment(code) ? JudgedForms.SIRET_ACTIVITY : JudgedForms.said(code);
  }

  private static Column number(Column condition) {
    return sum(when(condition, 1L).otherwise(0L));
  }
}
