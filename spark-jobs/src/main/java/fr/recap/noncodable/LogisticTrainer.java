package fr.recap.noncodable;

import fr.recap.forms.CodedFormRows;
import java.io.Serializable;
import java.util.Arrays;
import java.util.function.BiFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Fits MLlib's logistic regression and takes its weights out. */
final class LogisticTrainer {
  private static final double REGULARISATION = 0.001;
  private static final int ITERATIONS = 60;
  private static final String FEATURES = "features";
  private static final String WEIGHT = "weight";

  private LogisticTrainer() {}

  /** Fits {@link NoncodableFeatures} of rows of {@link Examples}, all of them. */
  static TextModel words(Dataset<Row> train) {
    return fit(
        train,
        row -> {
          int[] positions = NoncodableFeatures.of(CodedFormRows.formOf(row));
          double[] ones = new double[positions.length];
          Arrays.fill(ones, 1);
          return Vectors.sparse(NoncodableFeatures.size(), positions, ones);
        },
        TextModel::new);
  }

  /** Fits the meaning of the texts in rows of {@link Examples}, all of them. */
  static MeaningModel meaning(Dataset<Row> train, MeaningModel.Words words) {
    return fit(
        train,
        row -> Vectors.dense(MeaningModel.features(words.get(), CodedFormRows.formOf(row))),
        (weights, intercept) -> new MeaningModel(words, weights, intercept));
  }

  /** Features of a row of {@link Examples}. */
  @FunctionalInterface
  private interface Features extends Serializable {
    Vector of(Row row);
  }

  /**
   * The two kinds weigh the same together while it learns; the intercept is then corrected, so that
   * scores are probabilities for the true shares (King and Zeng 2001).
   */
  private static <T> T fit(
      Dataset<Row> train, Features features, BiFunction<float[], Double, T> result) {
    double positive = train.agg(functions.avg(Examples.LABEL)).first().getDouble(0);
    StructType schema =
        new StructType()
            .add(Examples.LABEL, DataTypes.DoubleType)
            .add(WEIGHT, DataTypes.DoubleType)
            .add(FEATURES, SQLDataTypes.VectorType());
    Dataset<Row> vectors =
        train.map(
            (MapFunction<Row, Row>)
                row -> {
                  double label = row.<Double>getAs(Examples.LABEL);
                  return RowFactory.create(
                      label, label == 1 ? 0.5 / positive : 0.5 / (1 - positive), features.of(row));
                },
            Encoders.row(schema));
    LogisticRegressionModel model =
        new LogisticRegression()
            .setFeaturesCol(FEATURES)
            .setLabelCol(Examples.LABEL)
            .setWeightCol(WEIGHT)
            .setStandardization(false)
            .setRegParam(REGULARISATION)
            .setMaxIter(ITERATIONS)
            .fit(vectors);
    float[] weights = new float[model.numFeatures()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) model.coefficients().apply(i);
    }
    return result.apply(weights, model.intercept() + Math.log(positive / (1 - positive)));
  }
}
