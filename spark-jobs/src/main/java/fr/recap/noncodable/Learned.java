package fr.recap.noncodable;

import fr.recap.config.RefusedInputException;
import fr.recap.trees.TrainingRows;
import java.util.Arrays;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.stat.Summarizer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/** Forms that a family learns from, and what is known of them together. */
final class Learned {
  private final Dataset<Row> forms;
  private final double rate;
  private final double[] means;
  private final double[] scales;

  private Learned(Dataset<Row> forms, double rate, double[] means, double[] scales) {
    this.forms = forms;
    this.rate = rate;
    this.means = means;
    this.scales = scales;
  }

  /**
   * Looks at forms.
   *
   * @param forms rows with the columns of {@link Sample}
   * @throws RefusedInputException if one of the two kinds is missing
   */
  static Learned of(Dataset<Row> forms) {
    Column features = functions.col(Sample.FEATURES);
    Row row =
        forms
            .agg(functions.avg(Sample.LABEL), Summarizer.mean(features), Summarizer.std(features))
            .first();
    double rate = row.isNullAt(0) ? 0 : row.getDouble(0);
    if (rate == 0 || rate == 1) {
      throw new RefusedInputException(
          "A part of the forms to learn from has one kind alone, as near copies stay together: more wordings of employers and activities are needed of forms with and without an establishment, or noncodable.family = text");
    }
    double[] scales = row.<Vector>getAs(2).toArray().clone();
    Arrays.setAll(scales, i -> scales[i] < 1e-12 ? 1 : scales[i]);
    return new Learned(forms, rate, row.<Vector>getAs(1).toArray(), scales);
  }

  /** Share of the non-codable ones, inside of (0, 1). */
  double rate() {
    return rate;
  }

  /** Means of the features. */
  double[] means() {
    return means.clone();
  }

  /** Standard deviations of the features; 1 for one that is the same everywhere. */
  double[] scales() {
    return scales.clone();
  }

  /** Number of features. */
  int width() {
    return means.length;
  }

  /**
   * The forms with label, weight and features, weighted so that both kinds count the same together.
   */
  Dataset<Row> weighted() {
    Column weight =
        functions
            .when(functions.col(Sample.LABEL).equalTo(1), 0.5 / rate)
            .otherwise(0.5 / (1 - rate));
    return forms.select(
        functions.col(Sample.LABEL),
        weight.as(TrainingRows.WEIGHT),
        functions.col(Sample.FEATURES));
  }

  /** The forms, those of the rarer kind as often as makes both count the same. */
  Dataset<Row> overSampled() {
    long timesNoncodable = Math.max(1, Math.round((1 - rate) / rate));
    long timesCodable = Math.max(1, Math.round(rate / (1 - rate)));
    Column times =
        functions
            .when(functions.col(Sample.LABEL).equalTo(1), timesNoncodable)
            .otherwise(timesCodable)
            .cast(DataTypes.IntegerType);
    return forms
        .withColumn("times", functions.explode(functions.sequence(functions.lit(1), times)))
        .drop("times");
  }
}
