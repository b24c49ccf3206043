package fr.recap.siret;

import fr.recap.config.RecapConfig;
import fr.recap.runtime.Sessions;
import fr.recap.siret.CandidateRetrieval.Method;
import fr.recap.siret.MatcherTrainer.Example;
import fr.recap.tables.Rp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import scala.reflect.ClassTag$;

/** Searches for the candidates of forms whose establishment is known; the driver holds them all. */
final class ExampleSearch {
  private static final int PARTITIONS_PER_CORE = 4;

  private final SparkSession spark;
  private final RecapConfig config;
  private final Optional<ExactMatches> exact;

  /**
   * What was found.
   *
   * @param examples in any order
   * @param searches mean number of searches of a form
   * @param sent mean number of those that were sent, those left out that another form had sent
   * @param exact share of forms that needed no search
   * @param failed forms of which a search failed, which have no candidate for that reason
   * @param duration of the searches
   */
  record Found(
      List<Example> examples,
      double searches,
      double sent,
      double exact,
      long failed,
      Duration duration) {}

  /**
   * @param exact where forms are looked up before they are searched for
   */
  ExampleSearch(SparkSession spark, RecapConfig config, Optional<ExactMatches> exact) {
    this.spark = spark;
    this.config = config;
    this.exact = exact;
  }

  /**
   * Searches by the plan of the settings.
   *
   * @param forms with the columns of {@link MatchInput}; those without {@code siret_dec} have none
   * @param what is searched for, for the description of the stage
   * @throws IllegalStateException if more of them fail than {@code max-reject-share} allows
   */
  Found search(Dataset<Row> forms, PairScorer pairs, String what) {
    return search(forms, truth(forms), pairs, what);
  }

  /**
   * Searches for forms that are not in the history, though their establishment is known: without
   * it, they are what {@code code} meets.
   */
  Found searchUnseen(Dataset<Row> forms, PairScorer pairs, String what) {
    Dataset<Row> uncoded =
        forms.withColumn(Rp.SIRET_DEC, functions.lit(null).cast(DataTypes.StringType));
    return search(uncoded, truth(forms), pairs, what);
  }

  private static Map<String, String> truth(Dataset<Row> forms) {
    Map<String, String> truth = new HashMap<>();
    forms
        .select(Rp.CABBI, Rp.SIRET_DEC)
        .collectAsList()
        .forEach(row -> truth.put(row.getString(0), Rows.text(row, Rp.SIRET_DEC)));
    return truth;
  }

  private Found search(
      Dataset<Row> forms, Map<String, String> truth, PairScorer pairs, String what) {
    Sessions.describe(
        spark,
        "SIRET: searching for %s, plan %s"
            .formatted(what, config.siret().plan().name().toLowerCase(Locale.ROOT)));
    Broadcast<PairScorer> shared =
        spark.sparkContext().broadcast(pairs, ClassTag$.MODULE$.apply(PairScorer.class));
    int partitions = PARTITIONS_PER_CORE * spark.sparkContext().defaultParallelism();
    long started = System.nanoTime();
    List<Row> rows =
        CandidateRetrieval.transform(
                MatchInput.spread(exact.map(e -> e.fill(forms)).orElse(forms), partitions),
                config,
                new Method(SiretModel.Plan.of(config.siret()), config.siret().ranking()),
                shared::value)
            .collectAsList();
    Duration duration = Duration.ofNanos(System.nanoTime() - started);
    Sessions.describe(spark, null);
    shared.destroy();
    List<Example> examples = new ArrayList<>();
    double searches = 0;
    double sent = 0;
    double withoutSearch = 0;
    long failed = 0;
    for (Row row : rows) {
      searches += row.<Integer>getAs(CandidateRetrieval.SEARCHES);
      sent += row.<Integer>getAs(CandidateRetrieval.SENT);
      if (CandidateSearch.failed(row.getAs(MatchSiret.SIRET_ERROR))) {
        failed++;
      }
      List<Row> candidates = row.getList(row.fieldIndex(CandidateRetrieval.CANDIDATES));
      if (row.<Integer>getAs(CandidateRetrieval.SEARCHES) == 0 && !candidates.isEmpty()) {
        withoutSearch++;
      }
      String cabbi = row.getAs(Rp.CABBI);
      examples.add(
          new Example(cabbi, truth.get(cabbi), candidates.stream().map(Evidence::of).toList()));
    }
    if (failed > config.maxRejectShare() * rows.size()) {
      throw new IllegalStateException(
          "Searches of %d of %d forms failed, more than max-reject-share allows (%s); the first: %s"
              .formatted(failed, rows.size(), config.maxRejectShare(), firstFailure(rows)));
    }
    return new Found(
        examples,
        searches / rows.size(),
        sent / rows.size(),
        withoutSearch / rows.size(),
        failed,
        duration);
  }

  private static String firstFailure(List<Row> rows) {
    return rows.stream()
        .map(row -> row.<String>getAs(MatchSiret.SIRET_ERROR))
        .filter(CandidateSearch::failed)
        .findFirst()
        .orElse("");
  }
}
