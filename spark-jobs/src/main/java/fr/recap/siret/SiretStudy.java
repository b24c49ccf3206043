package fr.recap.siret;

import fr.recap.config.RecapConfig;
import fr.recap.forms.CodedFormRows;
import fr.recap.siret.MatcherTrainer.Trained;
import fr.recap.tables.Rp;
import fr.recap.tables.Sirus;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Trains and measures a matcher by the plan and the ranking of the settings, without a store, for
 * experiments and benches.
 */
public final class SiretStudy {
  private final SparkSession spark;
  private final RecapConfig config;

  /**
   * @param config whose indices are searched
   */
  public SiretStudy(SparkSession spark, RecapConfig config) {
    this.spark = spark;
    this.config = config;
  }

  /**
   * Some of many forms, chosen as {@code train siret} chooses its sample.
   *
   * @param withSiret how many are to have a {@code siret_dec}; those without are there at their
   *     rate
   */
  public static Dataset<Row> sample(Dataset<Row> forms, int withSiret, long seed) {
    return FormSample.of(forms, withSiret, seed);
  }

  /**
   * Measures as {@code train siret} does, but on forms of their own.
   *
   * @param register with the columns of {@link Sirus#TABLE}
   * @param history earlier forms, with the columns of {@link Rp#TABLE}
   * @param labels of activities, by code
   * @param learned forms to learn from, with their predictions and where they lie
   * @param test forms to measure on, likewise; their {@code siret_dec} is the truth
   * @param serverMillis time that the search servers have computed so far
   * @return the measures, {@code searches-a-form}, {@code forms-a-second}, {@code core-ms-a-form}
   *     (time of all Spark's cores), {@code server-ms-a-form}, and where forms are looked up
   *     exactly {@code exact-matches}, the share that needs no search, and {@code exact-seconds},
   *     once a register
   */
  public Map<String, Double> measure(
      Dataset<Row> register,
      Dataset<Row> history,
      Map<String, String> labels,
      Dataset<Row> learned,
      Dataset<Row> test,
      LongSupplier serverMillis) {
    PairScorer pairs =
        new PairScorer(TfIdfFit.fit(register, labels), labels)
            .with(ProfessionFit.fit(history, CodedFormRows.forms(learned), register));
    FeatureSet features = SiretModel.Plan.of(config.siret()).features(config.siret());
    long started = System.nanoTime();
    Optional<ExactMatches> exact =
        SiretModel.Plan.of(config.siret()).joinsExactMatches()
            ? Optional.of(ExactMatches.of(register, history, config.siret().evidence()).persist())
            : Optional.empty();
    exact.ifPresent(ExactMatches::count);
    double exactSeconds = (System.nanoTime() - started) / 1e9;
    ExampleSearch search = new ExampleSearch(spark, config, exact);
    int workers = TrainSiret.workers(spark, config, CodedFormRows.forms(learned).count());
    Dataset<Row> found =
        search.search(learned, pairs, features, workers, "forms to learn from").examples();
    Dataset<Row> examples = found;
    if (config.siret().encodes()) {
      PairEncoding.Encoded encoded =
          PairEncoding.encode(
              examples,
              TrainSiret.queries(learned, config),
              features,
              register,
              labels,
              config.seed(),
              workers);
      examples = encoded.examples();
      pairs = pairs.with(encoded.encoder());
    }
    Trained trained =
        new MatcherTrainer(
                examples,
                features.names(),
                config.siret().ranking(),
                config.siret().learning(),
                config.seed())
            .train(config.siret().targetPrecision());
    examples.unpersist();
    found.unpersist();
    long before = serverMillis.getAsLong();
    ExampleSearch.Found held =
        search.searchUnseen(test, pairs, features, workers, "forms to measure on");
    double millis = serverMillis.getAsLong() - before;
    Map<String, Double> measures = new TreeMap<>(trained.measure(held.examples()));
    measures.put("searches-a-form", held.sent());
    measures.put("exact-matches", held.exact());
    measures.put("forms-a-second", 1e9 * held.forms() / held.duration().toNanos());
    measures.put(
        "core-ms-a-form",
        spark.sparkContext().defaultParallelism()
            * held.duration().toMillis()
            / (double) held.forms());
    measures.put("server-ms-a-form", millis / (double) held.forms());
    exact.ifPresent(
        matches -> {
          measures.put("exact-seconds", exactSeconds);
          matches.unpersist();
        });
    held.examples().unpersist();
    return measures;
  }
}
