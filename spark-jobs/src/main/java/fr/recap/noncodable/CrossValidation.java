package fr.recap.noncodable;

import fr.recap.metrics.Probabilities;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Looks for the parameters of a family that order forms best which were not learned: by the scores
 * of all folds together. Near copies share a fold.
 */
final class CrossValidation {
  private static final int FOLDS = 3;

  /** Folds of what is drawn; {@link Sample#DRAWN} has decided on the test part before. */
  private static final int PARTS = 999;

  private final Dataset<Row> forms;
  private final long seed;

  /**
   * The best parameters.
   *
   * @param detected every form by a model that has not learned it
   * @param averagePrecision of these
   */
  record Found(Map<String, Double> parameters, Detected detected, double averagePrecision) {}

  /**
   * @param sample complete
   */
  CrossValidation(Sample sample, long seed) {
    this.forms = sample.forms();
    this.seed = seed;
  }

  /** The fold of a form by what was drawn for it and its near copies. */
  static int fold(double drawn) {
    return (int) (PARTS * drawn) % FOLDS;
  }

  private static Column fold() {
    return functions.floor(functions.col(Sample.DRAWN).multiply(PARTS)).mod(FOLDS);
  }

  /** Tries all parameters of a family, as many at a time as the cluster has room for. */
  Found search(Search search) {
    int cores = forms.sparkSession().sparkContext().defaultParallelism();
    int atATime = Math.max(1, cores / forms.rdd().getNumPartitions());
    List<Learned> learned = new ArrayList<>();
    for (int fold = 0; fold < FOLDS; fold++) {
      learned.add(Learned.of(forms.where(fold().notEqual(fold))));
    }
    ExecutorService pool = Executors.newFixedThreadPool(atATime);
    try {
      List<Future<Classifier>> fits = new ArrayList<>();
      for (Map<String, Double> parameters : search.grid()) {
        for (Learned others : learned) {
          Callable<Classifier> fit = () -> search.family().fit(others, parameters, seed);
          fits.add(pool.submit(fit));
        }
      }
      return best(search, fits.stream().map(CrossValidation::get).toList());
    } finally {
      pool.shutdownNow();
    }
  }

  /**
   * @param classifiers of the first parameters by fold, of the next ones, ...
   */
  private Found best(Search search, List<Classifier> classifiers) {
    int tried = search.grid().size();
    Broadcast<List<Classifier>> shared =
        JavaSparkContext.fromSparkContext(forms.sparkSession().sparkContext())
            .broadcast(classifiers);
    FlatMapFunction<Iterator<Row>, Detected[]> count =
        rows -> {
          Detected[] counted = Stream.generate(Detected::new).limit(tried).toArray(Detected[]::new);
          rows.forEachRemaining(
              row -> {
                double[] features = row.<Vector>getAs(Sample.FEATURES).toArray();
                int fold = fold(row.getAs(Sample.DRAWN));
                for (int i = 0; i < counted.length; i++) {
                  counted[i].add(
                      shared.value().get(i * FOLDS + fold).score(features),
                      row.<Double>getAs(Sample.LABEL) == 1,
                      row.getAs(Sample.CODED));
                }
              });
          return List.<Detected[]>of(counted).iterator();
        };
    Detected[] detected;
    try {
      detected = forms.toJavaRDD().mapPartitions(count).treeReduce(CrossValidation::merge);
    } finally {
      shared.destroy();
    }
    int best = 0;
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < detected.length; i++) {
      double value = search.value(detected[i].scores());
      if (value > highest) {
        highest = value;
        best = i;
      }
    }
    return new Found(
        search.grid().get(best),
        detected[best],
        Probabilities.averagePrecision(detected[best].scores()));
  }

  private static Detected[] merge(Detected[] some, Detected[] others) {
    for (int i = 0; i < some.length; i++) {
      some[i].merge(others[i]);
    }
    return some;
  }

  private static Classifier get(Future<Classifier> fit) {
    try {
      return fit.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The search of parameters was interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A model can't be fitted: " + e.getCause().getMessage(), e);
    }
  }
}
