package fr.recap.noncodable;

import fr.recap.trees.TrainingRows;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.classification.DecisionTreeClassifier;
import org.apache.spark.ml.classification.LinearSVC;
import org.apache.spark.ml.classification.LinearSVCModel;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.classification.MultilayerPerceptronClassificationModel;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.ml.classification.NaiveBayes;
import org.apache.spark.ml.classification.NaiveBayesModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;

/**
 * Fits MLlib's classifiers in as many partitions as the forms have, and takes out of them what
 * scores a form.
 */
final class MllibFamilies {
  private static final String FEATURES = Sample.FEATURES;
  private static final String LABEL = Sample.LABEL;
  private static final String WEIGHT = TrainingRows.WEIGHT;

  private final Learned learned;
  private final long seed;

  MllibFamilies(Learned learned, long seed) {
    this.learned = learned;
    this.seed = seed;
  }

  Classifier logisticRegression(double regularisation) {
    LogisticRegressionModel model =
        new LogisticRegression()
            .setFeaturesCol(FEATURES)
            .setLabelCol(LABEL)
            .setWeightCol(WEIGHT)
            .setRegParam(regularisation)
            .fit(learned.weighted());
    return new LinearClassifier(model.coefficients().toArray(), model.intercept());
  }

  Classifier linearSvm(double regularisation) {
    LinearSVCModel model =
        new LinearSVC()
            .setFeaturesCol(FEATURES)
            .setLabelCol(LABEL)
            .setWeightCol(WEIGHT)
            .setRegParam(regularisation)
            .fit(learned.weighted());
    return new LinearClassifier(model.coefficients().toArray(), model.intercept());
  }

  Classifier naiveBayes(double smoothing) {
    NaiveBayesModel model =
        new NaiveBayes()
            .setModelType("gaussian")
            .setSmoothing(smoothing)
            .setFeaturesCol(FEATURES)
            .setLabelCol(LABEL)
            .setWeightCol(WEIGHT)
            .fit(learned.weighted());
    double[][] means = new double[2][learned.width()];
    double[][] variances = new double[2][learned.width()];
    for (int of = 0; of < 2; of++) {
      for (int i = 0; i < learned.width(); i++) {
        means[of][i] = model.theta().apply(of, i);
        variances[of][i] = model.sigma().apply(of, i);
      }
    }
    return new GaussianClassifier(model.pi().apply(1) - model.pi().apply(0), means, variances);
  }

  Classifier decisionTree(int depth) {
    return new TreesClassifier(
        List.of(
            MllibTrees.of(
                new DecisionTreeClassifier()
                    .setMaxDepth(depth)
                    .setMinInstancesPerNode(5)
                    .setSeed(seed)
                    .setFeaturesCol(FEATURES)
                    .setLabelCol(LABEL)
                    .setWeightCol(WEIGHT)
                    .fit(learned.weighted())
                    .rootNode())));
  }

  /** It takes no weights: the rarer kind is sampled over instead. */
  Classifier network(int hidden) {
    double[] means = learned.means();
    double[] scales = learned.scales();
    int[] layers = {learned.width(), hidden, 2};
    MultilayerPerceptronClassificationModel model =
        new MultilayerPerceptronClassifier()
            .setLayers(layers)
            .setMaxIter(100)
            .setSeed(seed)
            .setFeaturesCol(FEATURES)
            .setLabelCol(LABEL)
            .fit(standardised(means, scales));
    return new NetworkClassifier(layers, model.weights().toArray(), means, scales);
  }

  private Dataset<Row> standardised(double[] means, double[] scales) {
    UDF1<Vector, Vector> standard =
        features -> {
          double[] values = features.toArray().clone();
          Arrays.setAll(values, i -> (values[i] - means[i]) / scales[i]);
          return Vectors.dense(values);
        };
    return learned
        .overSampled()
        .withColumn(
            FEATURES,
            functions.udf(standard, SQLDataTypes.VectorType()).apply(functions.col(FEATURES)));
  }
}
