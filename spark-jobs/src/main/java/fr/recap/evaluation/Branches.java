package fr.recap.evaluation;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What became of the forms of each branch of a nomenclature. */
final class Branches {
  /** More than any nomenclature has, so that codes that are none can't flood the driver. */
  private static final int MOST = 200;

  private Branches() {}

  /**
   * Forms by the first two characters of their true code, below its first one; below the section
   * where the nomenclature is that of activities. In the order of the branches.
   */
  static List<Evaluation.Branch> of(Dataset<Row> judged, String code, Scope scope) {
    Column truth = col(JudgedForms.truth(code));
    Column first = substring(truth, 1, 1);
    Column parent = code.equals(scope.activity()) ? coalesce(Sections.of(truth), first) : first;
    Column right = col(JudgedForms.rank(code)).equalTo(1);
    Column auto = col(JudgedForms.auto(code));
    return judged
        .where(truth.isNotNull())
        .groupBy(parent.as("parent"), substring(truth, 1, 2).as("branch"))
        .agg(count(lit(1)), number(right), number(auto), number(auto.and(right)))
        .sort("parent", "branch")
        .limit(MOST)
        .collectAsList()
        .stream()
        .map(
            row ->
                new Evaluation.Branch(
                    row.getString(0),
                    row.getString(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5)))
        .toList();
  }

  private static Column number(Column condition) {
    return sum(when(condition, 1L).otherwise(0L));
  }
}
