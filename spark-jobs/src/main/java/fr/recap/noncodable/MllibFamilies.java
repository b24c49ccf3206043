package fr.recap.noncodable;

import java.util.ArrayList;
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
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Fits MLlib's classifiers on a sample, and takes out of them what scores a form. */
final class MllibFamilies {
  private static final String FEATURES = "features";
  private static final String LABEL = "label";
  private static final String WEIGHT = "weight";
  private static final StructType SCHEMA =
      new StructType()
          .add(LABEL, DataTypes.DoubleType)
          .add(WEIGHT, DataTypes.DoubleType)
          .add(FEATURES, SQLDataTypes.VectorType());

  private final SparkSession spark;
  private final Sample sample;
  private final long seed;

  MllibFamilies(SparkSession spark, Sample sample, long seed) {
    this.spark = spark;
    this.sample = sample;
    this.seed = seed;
  }

  Classifier logisticRegression(double regularisation) {
    LogisticRegressionModel model =
        new LogisticRegression()
            .setFeaturesCol(FEATURES)
            .setLabelCol(LABEL)
            .setWeightCol(WEIGHT)
            .setRegParam(regularisation)
            .fit(weighted());
    return new LinearClassifier(model.coefficients().toArray(), model.intercept());
  }

  Classifier linearSvm(double regularisation) {
    LinearSVCModel model =
        new LinearSVC()
            .setFeaturesCol(FEATURES)
            .setLabelCol(LABEL)
            .setWeightCol(WEIGHT)
            .setRegParam(regularisation)
            .fit(weighted());
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
            .fit(weighted());
    double[][] means = new double[2][sample.width()];
    double[][] variances = new double[2][sample.width()];
    for (int of = 0; of < 2; of++) {
      for (int i = 0; i < sample.width(); i++) {
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
                    .fit(weighted())
                    .rootNode())));
  }

  /** It takes no weights: the rarer kind is sampled over instead. */
  Classifier network(int hidden) {
    double[] means = sample.means();
    double[] scales = sample.scales();
    int[] layers = {sample.width(), hidden, 2};
    MultilayerPerceptronClassificationModel model =
        new MultilayerPerceptronClassifier()
            .setLayers(layers)
            .setMaxIter(100)
            .setSeed(seed)
            .setFeaturesCol(FEATURES)
            .setLabelCol(LABEL)
            .fit(overSampled(means, scales));
    return new NetworkClassifier(layers, model.weights().toArray(), means, scales);
  }

  private Dataset<Row> weighted() {
    List<Row> rows = new ArrayList<>();
    for (int form = 0; form < sample.size(); form++) {
      rows.add(row(form, sample.weight(form), sample.features(form)));
    }
    return table(rows);
  }

  private Dataset<Row> overSampled(double[] means, double[] scales) {
    double rate = sample.rate();
    long timesNoncodable = Math.max(1, Math.round((1 - rate) / rate));
    long timesCodable = Math.max(1, Math.round(rate / (1 - rate)));
    List<Row> rows = new ArrayList<>();
    for (int form = 0; form < sample.size(); form++) {
      double[] features = sample.features(form);
      double[] standard = new double[features.length];
      Arrays.setAll(standard, i -> (features[i] - means[i]) / scales[i]);
      Row row = row(form, 1, standard);
      long times = sample.noncodable(form) ? timesNoncodable : timesCodable;
      for (long time = 0; time < times; time++) {
        rows.add(row);
      }
    }
    return table(rows);
  }

  private Row row(int form, double weight, double[] features) {
    return RowFactory.create(sample.noncodable(form) ? 1.0 : 0.0, weight, Vectors.dense(features));
  }

  /** In one partition everywhere, so that sums don't depend on the cores. */
  private Dataset<Row> table(List<Row> rows) {
    return spark.createDataFrame(rows, SCHEMA).coalesce(1);
  }
}
