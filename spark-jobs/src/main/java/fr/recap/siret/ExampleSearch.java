package fr.recap.siret;

import fr.recap.config.RecapConfig;
import fr.recap.forms.CodedFormRows;
import fr.recap.forms.Failures;
import fr.recap.runtime.Sessions;
import fr.recap.siret.CandidateRetrieval.RowMakers;
import fr.recap.siret.MatcherTrainer.Example;
import fr.recap.tables.Rp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.reflect.ClassTag$;

/** Searches for the candidates of forms whose establishment is known; the driver holds them all. */
final class ExampleSearch {
  private static final int PARTITIONS_PER_CORE = 4;

  /** Column: the candidates in order of SIRET, {@link ComparedCandidate#SCHEMA}. */
  private static final String CANDIDATES = "candidates";

  /** Column: searches of the form. */
  private static final String SEARCHES = "searches";

  /** Column: searches that were sent, those left out that an earlier form had sent as well. */
  private static final String SENT = "sent";

  /** Column: what failed; null if nothing did. */
  private static final String FAILURE = "failure";

  private static final StructType SCHEMA =
      new StructType()
          .add(Rp.CABBI, DataTypes.StringType, false)
          .add(CANDIDATES, DataTypes.createArrayType(ComparedCandidate.SCHEMA))
          .add(SEARCHES, DataTypes.IntegerType)
          .add(SENT, DataTypes.IntegerType)
          .add(FAILURE, DataTypes.StringType);

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
   * @param flow forms with their predictions and where they lie; those without {@code siret_dec}
   *     have no establishment
   * @param features that the examples are to have
   * @param what is searched for, for the description of the stage
   * @throws IllegalStateException if more of them fail than {@code max-reject-share} allows
   */
  Found search(Dataset<Row> flow, PairScorer pairs, FeatureSet features, String what) {
    return search(flow, truth(flow), pairs, features.names(), what);
  }

  /**
   * Searches for forms that are not in the history, though their establishment is known: without
   * it, they are what {@code code} meets.
   */
  Found searchUnseen(Dataset<Row> flow, PairScorer pairs, FeatureSet features, String what) {
    Dataset<Row> uncoded =
        flow.withColumn(
            CodedFormRows.FORM,
            functions
                .col(CodedFormRows.FORM)
                .withField(Rp.SIRET_DEC, functions.lit(null).cast(DataTypes.StringType)));
    return search(uncoded, truth(flow), pairs, features.names(), what);
  }

  private static Map<String, String> truth(Dataset<Row> flow) {
    Map<String, String> truth = new HashMap<>();
    CodedFormRows.forms(flow)
        .select(Rp.CABBI, Rp.SIRET_DEC)
        .collectAsList()
        .forEach(row -> truth.put(row.getString(0), Rows.text(row, Rp.SIRET_DEC)));
    return truth;
  }

  private Found search(
      Dataset<Row> flow,
      Map<String, String> truth,
      PairScorer pairs,
      List<String> features,
      String what) {
    Sessions.describe(
        spark,
        "SIRET: searching for %s, plan %s"
            .formatted(what, config.siret().plan().name().toLowerCase(Locale.ROOT)));
    Broadcast<PairScorer> shared =
        spark.sparkContext().broadcast(pairs, ClassTag$.MODULE$.apply(PairScorer.class));
    int partitions = PARTITIONS_PER_CORE * spark.sparkContext().defaultParallelism();
    long started = System.nanoTime();
    Dataset<Row> known = exact.map(e -> e.fill(flow, config.siret().activity())).orElse(flow);
    List<Row> rows =
        CandidateRetrieval.transform(
                MatchInput.spread(known, partitions),
                config,
                SiretModel.Plan.of(config.siret()),
                makers(SiretModel.Plan.of(config.siret()), features, shared),
                SCHEMA)
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
      searches += row.<Integer>getAs(SEARCHES);
      sent += row.<Integer>getAs(SENT);
      failed += row.getAs(FAILURE) == null ? 0 : 1;
      List<Row> candidates = row.getList(row.fieldIndex(CANDIDATES));
      if (row.<Integer>getAs(SEARCHES) == 0 && !candidates.isEmpty()) {
        withoutSearch++;
      }
      String cabbi = row.getAs(Rp.CABBI);
      examples.add(
          new Example(
              cabbi, truth.get(cabbi), candidates.stream().map(ComparedCandidate::of).toList()));
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

  private static RowMakers makers(
      SiretModel.Plan plan, List<String> features, Broadcast<PairScorer> pairs) {
    return () -> {
      FeatureSet asked = FeatureCatalog.of(plan.signals()).select(features);
      PairScorer.Session session = pairs.value().open(asked);
      return (form, found) -> row(found, session);
    };
  }

  private static Row row(Retrieved found, PairScorer.Session session) {
    List<ComparedCandidate> candidates = List.of();
    String failure = found.failure();
    try {
      candidates = session.compare(found);
    } catch (RuntimeException e) {
      failure = Failures.reason(e);
    }
    return RowFactory.create(
        found.query().cabbi(),
        candidates.stream().map(ComparedCandidate::toRow).toArray(Row[]::new),
        found.searches(),
        found.sent(),
        failure);
  }

  private static String firstFailure(List<Row> rows) {
    return rows.stream()
        .map(row -> row.<String>getAs(FAILURE))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse("");
  }
}
