package fr.recap.noncodable;

import fr.recap.metrics.Probabilities;
import fr.recap.metrics.Split;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;

/**
 * Looks for the parameters of a family that order forms best which were not learned: by the average
 * precision over all folds together. Folds are drawn by a hash of what near copies share, within
 * each kind of form, so that each has its share of both.
 */
final class CrossValidation {
  private static final int FOLDS = 3;

  private final SparkSession spark;
  private final Sample sample;
  private final int[] foldOf;
  private final long seed;

  /** The best parameters, and the score of every form by a model that has not learned it. */
  static final class Found {
    private final Map<String, Double> parameters;
    private final double[] scores;
    private final double averagePrecision;

    Found(Map<String, Double> parameters, double[] scores, double averagePrecision) {
      this.parameters = parameters;
      this.scores = scores;
      this.averagePrecision = averagePrecision;
    }

    Map<String, Double> parameters() {
      return parameters;
    }

    double[] scores() {
      return scores.clone();
    }

    double averagePrecision() {
      return averagePrecision;
    }
  }

  /**
   * @param groups what each form shares with its near copies
   */
  CrossValidation(SparkSession spark, Sample sample, List<String> groups, long seed) {
    this.spark = spark;
    this.sample = sample;
    this.seed = seed;
    this.foldOf = folds(sample, groups, seed, FOLDS);
  }

  /**
   * The fold of each form: groups stay whole, and of each kind there are as many in each.
   *
   * @param groups what each form shares with its near copies
   */
  static int[] folds(Sample sample, List<String> groups, long seed, int count) {
    Map<String, Integer> foldOf = new HashMap<>();
    for (boolean kind : new boolean[] {false, true}) {
      List<String> ofKind =
          IntStream.range(0, sample.size())
              .filter(form -> sample.noncodable(form) == kind)
              .mapToObj(groups::get)
              .distinct()
              .filter(group -> !foldOf.containsKey(group))
              .sorted(
                  Comparator.comparingDouble((String group) -> Split.uniform(group, seed))
                      .thenComparing(Comparator.naturalOrder()))
              .toList();
      for (int i = 0; i < ofKind.size(); i++) {
        foldOf.put(ofKind.get(i), i % count);
      }
    }
    return groups.stream().mapToInt(foldOf::get).toArray();
  }

  /** Tries all parameters of a family, as many at a time as Spark has cores. */
  Found search(Family family) {
    int threads = Math.max(1, spark.sparkContext().defaultParallelism());
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<List<Future<Classifier>>> fits = new ArrayList<>();
      for (Map<String, Double> parameters : family.grid()) {
        List<Future<Classifier>> ofParameters = new ArrayList<>();
        for (int fold = 0; fold < FOLDS; fold++) {
          Sample learned = sample.of(forms(fold, false));
          Callable<Classifier> fit = () -> family.fit(spark, learned, parameters, seed);
          ofParameters.add(pool.submit(fit));
        }
        fits.add(ofParameters);
      }
      Found best = null;
      for (int i = 0; i < fits.size(); i++) {
        double[] scores = scores(fits.get(i));
        double precision = Probabilities.averagePrecision(scores, sample.truth());
        if (best == null || precision > best.averagePrecision()) {
          best = new Found(family.grid().get(i), scores, precision);
        }
      }
      return best;
    } finally {
      pool.shutdownNow();
    }
  }

  private double[] scores(List<Future<Classifier>> fits) {
    double[] scores = new double[sample.size()];
    for (int fold = 0; fold < FOLDS; fold++) {
      Classifier classifier = get(fits.get(fold));
      for (int form : forms(fold, true)) {
        scores[form] = classifier.score(sample.features(form));
      }
    }
    return scores;
  }

  private List<Integer> forms(int fold, boolean inside) {
    return IntStream.range(0, foldOf.length)
        .filter(form -> (foldOf[form] == fold) == inside)
        .boxed()
        .toList();
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
