package fr.recap.siret;

import fr.recap.config.SiretSettings;
import fr.recap.config.SiretSettings.Ranking;
import fr.recap.metrics.IsotonicCalibration;
import fr.recap.metrics.OutOfFold;
import fr.recap.metrics.Outcomes;
import fr.recap.metrics.Split;
import fr.recap.monitoring.Profile;
import fr.recap.runtime.Kept;
import fr.recap.tables.Rp;
import fr.recap.trees.Boosting;
import fr.recap.trees.TrainingRows;
import fr.recap.trees.TreeEnsemble;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * Learns the ranking and the automatic coding from forms whose candidates are known, which stay on
 * the executors. A hash of cabbi leaves 20 % to measure on. All others teach, and thresholds and
 * calibrations are chosen on them too, each ranked and judged by what forms of other establishments
 * taught: so what is published has learned from as many forms as there are, and its thresholds
 * stand on as many.
 */
final class MatcherTrainer {
  private static final double[] PRECISIONS = {0.80, 0.90, 0.95};

  /** Forms on which the two weights of the formula are searched, at most about so many. */
  private static final double OF_FORMULA = 5000;

  private final Ranking ranking;
  private final SiretSettings.Learning settings;
  private final long seed;
  private final List<String> features;
  private final Dataset<Row> learning;
  private final Dataset<Row> test;

  /**
   * What is coded automatically.
   *
   * @param unit the legal unit
   * @param establishment the establishment
   * @param choice the same for another target precision
   */
  record Automatic(
      MatchAcceptance unit, MatchAcceptance establishment, DoubleFunction<MatchAcceptance> choice) {
    private MatcherMeasures.Measured measured(Ranker ranker, List<String> features) {
      return MatcherMeasures.Measured.of(ranker, establishment, unit, features);
    }

    private Map<String, Double> measures(MatcherMeasures counted) {
      Map<String, Double> measures = counted.ranking();
      measures.putAll(counted.automatic("automatic", establishment.threshold()));
      measures.putAll(counted.automaticUnit("automatic-siren", unit.threshold()));
      for (double precision : PRECISIONS) {
        measures.putAll(
            counted.automatic(
                String.format(Locale.ROOT, "automatic-%.2f", precision),
                choice.apply(precision).threshold()));
      }
      return measures;
    }
  }

  /**
   * The parts of the model, with what was measured on test.
   *
   * @param profile how sure the first candidates of the forms to measure on are
   * @param features of candidates, in order
   * @param figures of the training's report
   * @param outOfFold what the threshold of establishments was chosen from
   */
  record Trained(
      Ranker ranker,
      IsotonicCalibration shares,
      Automatic automatic,
      TreeEnsemble presence,
      Profile.Counter profile,
      List<String> features,
      MatcherFigures figures,
      OutOfFold outOfFold,
      Map<String, Double> metrics) {
    MatchAcceptance establishment() {
      return automatic.establishment();
    }

    MatchAcceptance unit() {
      return automatic.unit();
    }

    /**
     * Measures on forms that were not learned.
     *
     * @param examples rows of {@link Example}
     */
    Map<String, Double> measure(Dataset<Row> examples) {
      return automatic.measures(MatcherMeasures.of(examples, automatic.measured(ranker, features)));
    }
  }

  /**
   * A trainer.
   *
   * @param features of candidates, in order
   * @param examples rows of {@link Example}, laid out ({@link TrainingRows#layOut}) and persisted
   * @param settings how the trees are trained
   * @param seed of the parts and of the trees
   */
  MatcherTrainer(
      Dataset<Row> examples,
      List<String> features,
      Ranking ranking,
      SiretSettings.Learning settings,
      long seed) {
    this.features = List.copyOf(features);
    this.ranking = ranking;
    this.settings = settings;
    this.seed = seed;
    UDF1<String, Boolean> learns = cabbi -> Example.learns(cabbi, seed);
    Column taught = functions.udf(learns, DataTypes.BooleanType).apply(functions.col(Rp.CABBI));
    learning = examples.filter(taught.and(functions.size(functions.col(Example.CANDIDATES)).gt(0)));
    test = examples.filter(functions.not(taught));
  }

  /**
   * Trains.
   *
   * @param target precision that the automatic coding is to reach
   * @throws IllegalStateException if no form has its establishment among the candidates
   */
  Trained train(double target) {
    long[] found = foundByFold();
    Ranker ranker = ranker(fold -> true, found);
    try (Kept kept = Kept.of(judge(crossRankers(found, ranker)))) {
      Dataset<Row> judged = kept.rows();
      Boosting trees = MatcherTrees.classification(settings, seed);
      CrossJudged establishment = CrossJudged.of(judged, JudgedForm::establishment, trees);
      CrossJudged unit = CrossJudged.of(judged, JudgedForm::unit, trees);
      TreeEnsemble presence = CrossJudged.train(judged, JudgedForm::present, trees);
      UnseenScores unseen = UnseenScores.of(judged, establishment, unit);
      Outcomes ofEstablishments = unseen.establishment().outcomes();
      Automatic automatic =
          new Automatic(
              MatchAcceptance.choose(unit.trees(), unseen.unit().outcomes(), target),
              MatchAcceptance.choose(establishment.trees(), ofEstablishments, target),
              other -> MatchAcceptance.choose(establishment.trees(), ofEstablishments, other));
      MatcherMeasures.Measured measured = automatic.measured(ranker, features);
      MatcherMeasures counted = MatcherMeasures.of(test, measured);
      return new Trained(
          ranker,
          IsotonicCalibration.fit(unseen.shares().outcomes()),
          automatic,
          presence,
          counted.profile(),
          features,
          counted.figures(measured, features),
          automatic.establishment().outOfFold(ofEstablishments, target),
          metrics(ranker, automatic, counted));
    }
  }

  private static Map<String, Double> metrics(
      Ranker ranker, Automatic automatic, MatcherMeasures counted) {
    Map<String, Double> metrics = automatic.measures(counted);
    if (ranker instanceof Formula formula) {
      metrics.put("weight-times-found", formula.a());
      metrics.put("weight-naf-score", formula.b());
    }
    metrics.put("threshold", automatic.establishment().threshold());
    return metrics;
  }

  /** Forms to learn from whose establishment is among their candidates, by fold. */
  private long[] foundByFold() {
    long ofFolds = seed;
    FlatMapFunction<Iterator<Row>, long[]> count =
        rows -> {
          long[] found = new long[Example.FOLDS];
          rows.forEachRemaining(
              row -> {
                Example example = Example.of(row);
                found[example.fold(ofFolds)] += example.truth() >= 0 ? 1 : 0;
              });
          return List.of(found).iterator();
        };
    long[] found = learning.toJavaRDD().mapPartitions(count).treeReduce(MatcherTrainer::sum);
    if (IntStream.range(0, found.length).noneMatch(fold -> found[fold] > 0)) {
      throw new IllegalStateException(
          "None of %d forms to learn from has its establishment among the candidates: the index of the register and the SIRETs of the training forms do not belong together, or siret.training-sample is too small"
              .formatted(learning.count()));
    }
    return found;
  }

  private static long[] sum(long[] a, long[] b) {
    return IntStream.range(0, a.length).mapToLong(fold -> a[fold] + b[fold]).toArray();
  }

  /** The ranking that forms of some folds teach. */
  private Ranker ranker(FoldRule folds, long[] found) {
    if (ranking == Ranking.FORMULA) {
      return formula(found);
    }
    long ofFolds = seed;
    MapPartitionsFunction<Row, Row> rows = forms -> new GroupRows(forms, folds, ofFolds);
    return new TreeRanker(
        MatcherTrees.ranking(settings, seed)
            .rank(learning.mapPartitions(rows, Encoders.row(TrainingRows.SCHEMA))));
  }

  /** Two weights don't need more than some thousand forms. */
  private Formula formula(long[] found) {
    double share = OF_FORMULA / IntStream.range(0, found.length).mapToLong(i -> found[i]).sum();
    long ofSample = seed + 2;
    FlatMapFunction<Row, FormulaSearch.Example> taken =
        row -> {
          Example example = Example.of(row);
          return example.truth() >= 0 && Split.uniform(example.cabbi(), ofSample) < share
              ? List.of(FormulaSearch.Example.of(example.candidates(), example.truth())).iterator()
              : Collections.emptyIterator();
        };
    return FormulaSearch.search(learning.toJavaRDD().flatMap(taken).collect());
  }

  /**
   * For each fold the ranking that the others taught; that of all where a fold leaves nothing to
   * learn from. Two weights learn no form by heart: a formula ranks all.
   */
  private List<Ranker> crossRankers(long[] found, Ranker ofAll) {
    List<Ranker> rankers = new ArrayList<>();
    for (int fold = 0; fold < Example.FOLDS; fold++) {
      int left = fold;
      boolean enough = IntStream.range(0, found.length).anyMatch(f -> f != left && found[f] > 0);
      rankers.add(
          ranking == Ranking.TREES && enough ? ranker(other -> other != left, found) : ofAll);
    }
    return rankers;
  }

  /** Each form ranked by the ranking of its fold. */
  private Dataset<Row> judge(List<Ranker> ofFolds) {
    // It is not destroyed: a lost part of what is persisted would need it again.
    Broadcast<List<Ranker>> shared =
        JavaSparkContext.fromSparkContext(learning.sparkSession().sparkContext())
            .broadcast(ofFolds);
    long ofExamples = seed;
    MapFunction<Row, Row> judge =
        row -> {
          Example example = Example.of(row);
          int fold = example.fold(ofExamples);
          List<RankedCandidate> ranked = shared.value().get(fold).rank(example.candidates());
          return JudgedForm.of(example, new RankedForm(ranked), fold).toRow();
        };
    return learning.map(judge, Encoders.row(JudgedForm.SCHEMA));
  }

  /** Which folds teach. */
  @FunctionalInterface
  private interface FoldRule extends IntPredicate, Serializable {}
}
