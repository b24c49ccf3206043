package fr.recap.trees;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import ml.dmlc.xgboost4j.java.XGBoostError;
import ml.dmlc.xgboost4j.scala.spark.ColumnIndices;
import ml.dmlc.xgboost4j.scala.spark.XGBoost;
import ml.dmlc.xgboost4j.scala.spark.XGBoostClassifier;
import ml.dmlc.xgboost4j.scala.spark.XGBoostEstimator;
import ml.dmlc.xgboost4j.scala.spark.XGBoostRanker;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Predef;
import scala.Tuple2;
import scala.collection.JavaConverters;

/**
 * Trains trees with XGBoost on Spark. Each worker is a task of its own with one thread, and all run
 * at once; they add up histograms of their rows in the order of their numbers. So the same rows in
 * the same partitions, the same seed and as many workers give the same trees, wherever the workers
 * run.
 */
public final class Boosting {
  private static final Logger LOG = LoggerFactory.getLogger(Boosting.class);
  private static final int ATTEMPTS = 3;

  /**
   * Fewest rows of a worker. Workers wait for each other at each level of a tree: with fewer rows,
   * that takes longer than they save.
   */
  private static final int LEAST_ROWS = 15_000;

  private final Map<String, Object> parameters = new HashMap<>();

  /**
   * @param parameters of XGBoost: objective, depth, rate and what else differs from the usual
   * @param rounds trees that are trained
   */
  public Boosting(Map<String, Object> parameters, int rounds, long seed) {
    this.parameters.putAll(
        Map.of("subsample", 0.8, "colsample_bytree", 0.6, "tree_method", "hist"));
    this.parameters.putAll(parameters);
    this.parameters.put("num_round", rounds);
    this.parameters.put("nthread", 1);
    this.parameters.put("seed", seed & Integer.MAX_VALUE);
    this.parameters.put("verbosity", 0);
    this.parameters.put("missing", Float.NaN);
  }

  /**
   * How many workers train. All of them run at once, so that there are no more than cores: Spark
   * would wait for minutes, and then give up.
   *
   * @param wanted by the settings, at least 1
   * @param rows that there are to learn from, about
   */
  public static int workers(SparkSession spark, int wanted, long rows) {
    int cores = spark.sparkContext().defaultParallelism();
    int workers = workers(wanted, rows, cores);
    if (workers < workers(wanted, rows, Integer.MAX_VALUE)) {
      LOG.warn(
          "training-workers is {}, but there are only {} cores: {} train, and the trees are others than those of a machine or cluster that has the cores",
          wanted,
          cores,
          workers);
    }
    return workers;
  }

  static int workers(int wanted, long rows, int cores) {
    return (int) Math.max(1, Math.min(Math.min(wanted, cores), rows / LEAST_ROWS));
  }

  /**
   * Trains trees that tell right rows from wrong ones.
   *
   * @param rows with the columns of {@link TrainingRows#SCHEMA} except for the group, one partition
   *     a worker, at least one row
   */
  public TreeEnsemble classify(Dataset<Row> rows) {
    XGBoostClassifier classifier = new XGBoostClassifier(settings(rows));
    classifier.setLabelCol(TrainingRows.LABEL);
    classifier.setWeightCol(TrainingRows.WEIGHT);
    classifier.setFeaturesCol(TrainingRows.FEATURES);
    return train(classifier, rows);
  }

  /**
   * Trains trees that put right rows of a group before wrong ones.
   *
   * @param rows with the columns of {@link TrainingRows#SCHEMA}, one partition a worker, at least
   *     one row
   */
  public TreeEnsemble rank(Dataset<Row> rows) {
    XGBoostRanker ranker = new XGBoostRanker(settings(rows));
    ranker.setGroupCol(TrainingRows.GROUP);
    ranker.setLabelCol(TrainingRows.LABEL);
    ranker.setFeaturesCol(TrainingRows.FEATURES);
    return train(ranker, rows);
  }

  /**
   * Trains, once more where it fails: a worker that is lost in the middle, as with its executor,
   * takes all others with it.
   */
  private static TreeEnsemble train(XGBoostEstimator<?, ?> estimator, Dataset<Row> rows) {
    for (int attempt = 1; ; attempt++) {
      try {
        return attempt(estimator, rows);
      } catch (Exception e) {
        if (attempt == ATTEMPTS || Thread.currentThread().isInterrupted()) {
          throw new IllegalStateException("The trees can't be trained: " + e.getMessage(), e);
        }
        LOG.warn("Attempt {} to train trees failed, the next begins anew", attempt, e);
      }
    }
  }

  /**
   * What {@code fit} does, with a setting that it would drop: what each tree gives on the rows that
   * it learned is not printed.
   */
  private static TreeEnsemble attempt(XGBoostEstimator<?, ?> estimator, Dataset<Row> rows)
      throws IOException, XGBoostError {
    Map<String, Object> settings =
        new HashMap<>(JavaConverters.mapAsJavaMapConverter(estimator.getXGBoostParams()).asJava());
    settings.put("verbose_eval", 0);
    Tuple2<Dataset<?>, ColumnIndices> prepared = estimator.preprocess(rows);
    boolean local = rows.sparkSession().sparkContext().isLocal();
    return TreeEnsemble.read(
        XGBoost.train(
                estimator.toRdd(prepared._1(), prepared._2()),
                estimator.getRuntimeParameters(local, scala(Map.of())),
                scala(settings))
            ._1()
            .toByteArray("json"));
  }

  private static scala.collection.immutable.Map<String, Object> scala(
      Map<String, Object> settings) {
    return JavaConverters.mapAsScalaMapConverter(settings)
        .asScala()
        .toMap(Predef.<Tuple2<String, Object>>$conforms());
  }

  private scala.collection.immutable.Map<String, Object> settings(Dataset<Row> rows) {
    SparkContext spark = rows.sparkSession().sparkContext();
    Map<String, Object> all = new HashMap<>(parameters);
    all.put("num_workers", rows.rdd().getNumPartitions());
    // Where the driver is reached by executors is where its tracker is.
    all.put("rabit_tracker_host_ip", spark.conf().get("spark.driver.host"));
    return scala(all);
  }
}
