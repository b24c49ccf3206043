package fr.recap.siret;

import fr.recap.trees.Boosting;
import fr.recap.trees.TrainingRows;
import fr.recap.trees.TreeEnsemble;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Trees that tell which forms are right, and those that judge the forms that they learned from: of
 * each fold the trees that have not seen it.
 *
 * @param trees of all forms
 * @param ofFolds by fold
 */
record CrossJudged(TreeEnsemble trees, List<TreeEnsemble> ofFolds) implements Serializable {
  /** What the trees learn of a form. */
  @FunctionalInterface
  interface Target extends Predicate<JudgedForm>, Serializable {}

  /**
   * Teaches the trees.
   *
   * @param judged rows of {@link JudgedForm} by what has not learned them, laid out
   * @param trees how they are trained
   */
  static CrossJudged of(Dataset<Row> judged, Target target, Boosting trees) {
    TreeEnsemble ofAll = train(judged, target, trees);
    List<TreeEnsemble> ofFolds = new ArrayList<>();
    for (int fold = 0; fold < Example.FOLDS; fold++) {
      int left = fold;
      FilterFunction<Row> others = row -> JudgedForm.of(row).fold() != left;
      Dataset<Row> learned = judged.filter(others);
      // A fold whose forms are all there is has nothing to be judged by but the trees of all.
      ofFolds.add(learned.isEmpty() ? ofAll : train(learned, target, trees));
    }
    return new CrossJudged(ofAll, List.copyOf(ofFolds));
  }

  /** Trees that learn from all forms. */
  static TreeEnsemble train(Dataset<Row> judged, Target target, Boosting trees) {
    MapFunction<Row, Row> row =
        judgedRow -> {
          JudgedForm form = JudgedForm.of(judgedRow);
          return TrainingRows.of(target.test(form), 1, form.features());
        };
    return trees.classify(judged.map(row, Encoders.row(TrainingRows.SCHEMA)));
  }

  /** The score of a form by trees that have not seen it, from 0 to 1. */
  double score(JudgedForm form) {
    return ofFolds.get(form.fold()).score(form.features());
  }
}
