package fr.recap.noncodable;

import fr.recap.forms.CodedFormRows;
import fr.recap.vectors.FastTextFeatures;
import fr.recap.vectors.PublishedVectors;
import java.util.Arrays;
import java.util.function.BiFunction;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;

/** Fits MLlib's logistic regression and takes its weights out. */
final class LogisticTrainer {
  private static final double REGULARISATION = 0.001;
  private static final int ITERATIONS = 60;
  private static final String FEATURES = "features";
  private static final String WEIGHT = "weight";

  private LogisticTrainer() {}

  /** Fits {@link NoncodableFeatures} of rows of {@link Examples}, all of them. */
  static TextModel words(Dataset<Row> train) {
    UDF1<Row, Vector> features =
        row -> {
          int[] positions = NoncodableFeatures.of(CodedFormRows.formOf(row));
          double[] ones = new double[positions.length];
          Arrays.fill(ones, 1);
          return Vectors.sparse(NoncodableFeatures.size(), positions, ones);
        };
    Column form =
        functions.struct(Arrays.stream(train.columns()).map(functions::col).toArray(Column[]::new));
    return fit(
        train.withColumn(FEATURES, functions.udf(features, SQLDataTypes.VectorType()).apply(form)),
        TextModel::new);
  }

  /** Fits the meaning of the texts in rows of {@link Examples}, all of them. */
  static MeaningModel meaning(Dataset<Row> train, PublishedVectors vectors) {
    FastTextFeatures features =
        new FastTextFeatures()
            .setInputCols(MeaningModel.fields())
            .setOutputCol(FEATURES)
            .setVectors(vectors);
    return fit(
        features.transform(train),
        (weights, intercept) -> new MeaningModel(vectors::get, weights, intercept));
  }

  /**
   * The two kinds weigh the same together while it learns; the intercept is then corrected, so that
   * scores are probabilities for the true shares (King and Zeng 2001).
   *
   * @param train with label and features
   */
  private static <T> T fit(Dataset<Row> train, BiFunction<float[], Double, T> result) {
    double positive = train.agg(functions.avg(Examples.LABEL)).first().getDouble(0);
    Column weight =
        functions
            .when(functions.col(Examples.LABEL).equalTo(1), 0.5 / positive)
            .otherwise(0.5 / (1 - positive));
    LogisticRegressionModel model =
        new LogisticRegression()
            .setFeaturesCol(FEATURES)
            .setLabelCol(Examples.LABEL)
            .setWeightCol(WEIGHT)
            .setStandardization(false)
            .setRegParam(REGULARISATION)
            .setMaxIter(ITERATIONS)
            .fit(
                train.select(
                    functions.col(Examples.LABEL), weight.as(WEIGHT), functions.col(FEATURES)));
    float[] weights = new float[model.numFeatures()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) model.coefficients().apply(i);
    }
    return result.apply(weights, model.intercept() + Math.log(positive / (1 - positive)));
  }
}
