package fr.recap.siret;

import fr.recap.config.RecapConfig;
import fr.recap.forms.CodedFormRows;
import fr.recap.forms.Failures;
import fr.recap.forms.Form;
import fr.recap.monitoring.Workplace;
import fr.recap.runtime.Sessions;
import fr.recap.siret.CandidateRetrieval.RowMakers;
import fr.recap.tables.Rp;
import fr.recap.trees.TrainingRows;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.reflect.ClassTag$;

/** Searches for the candidates of forms whose establishment is known. */
final class ExampleSearch {
  private static final int PARTITIONS_PER_CORE = 4;

  /** Field of a form: its true establishment, where searches and features don't read it. */
  private static final String TRUTH = "true_siret";

  /** Column: searches of the form. */
  private static final String SEARCHES = "searches";

  /** Column: searches that were sent, those left out that an earlier form had sent as well. */
  private static final String SENT = "sent";

  /** Column: what failed; null if nothing did. */
  private static final String FAILURE = "failure";

  private static final StructType SCHEMA =
      Example.SCHEMA
          .add(SEARCHES, DataTypes.IntegerType)
          .add(SENT, DataTypes.IntegerType)
          .add(FAILURE, DataTypes.StringType);

  private final SparkSession spark;
  private final RecapConfig config;
  private final Optional<ExactMatches> exact;

  /**
   * What was found.
   *
   * @param examples rows of {@link Example}, laid out ({@link TrainingRows#layOut}) and persisted
   * @param forms how many there are
   * @param withSiret those of them that have an establishment
   * @param searches mean number of searches of a form
   * @param sent mean number of those that were sent, those left out that another form had sent
   * @param exact share of forms that needed no search
   * @param failed forms of which a search failed, which have no candidate for that reason
   * @param duration of the searches
   */
  record Found(
      Dataset<Row> examples,
      long forms,
      long withSiret,
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
   * @param workers that are to learn from them
   * @param what is searched for, for the description of the stage
   * @throws IllegalStateException if more of them fail than {@code max-reject-share} allows
   */
  Found search(Dataset<Row> flow, PairScorer pairs, FeatureSet features, int workers, String what) {
    return found(keepTruth(flow), pairs, features.names(), workers, what);
  }

  /**
   * Searches for forms that are not in the history, though their establishment is known: without
   * it, they are what {@code code} meets.
   */
  Found searchUnseen(
      Dataset<Row> flow, PairScorer pairs, FeatureSet features, int workers, String what) {
    Dataset<Row> uncoded =
        keepTruth(flow)
            .withColumn(
                CodedFormRows.FORM,
                functions
                    .col(CodedFormRows.FORM)
                    .withField(Rp.SIRET_DEC, functions.lit(null).cast(DataTypes.StringType)));
    return found(uncoded, pairs, features.names(), workers, what);
  }

  private static Dataset<Row> keepTruth(Dataset<Row> flow) {
    return flow.withColumn(
        CodedFormRows.FORM,
        functions.col(CodedFormRows.FORM).withField(TRUTH, CodedFormRows.form(Rp.SIRET_DEC)));
  }

  private Found found(
      Dataset<Row> flow, PairScorer pairs, List<String> features, int workers, String what) {
    SiretModel.Plan plan = SiretModel.Plan.of(config.siret());
    Sessions.describe(
        spark,
        "SIRET: searching for %s, plan %s"
            .formatted(what, config.siret().plan().name().toLowerCase(Locale.ROOT)));
    // It is not destroyed: a lost part of what is persisted would need it again.
    Broadcast<PairScorer> shared =
        spark.sparkContext().broadcast(pairs, ClassTag$.MODULE$.apply(PairScorer.class));
    int partitions = PARTITIONS_PER_CORE * spark.sparkContext().defaultParallelism();
    long started = System.nanoTime();
    Dataset<Row> known = exact.map(e -> e.fill(flow, config.siret().activity())).orElse(flow);
    Dataset<Row> rows =
        TrainingRows.layOut(
                CandidateRetrieval.transform(
                    MatchInput.spread(known, partitions),
                    config,
                    plan,
                    makers(plan, features, shared),
                    SCHEMA),
                functions.col(Rp.CABBI),
                workers)
            .persist();
    Column none = functions.size(functions.col(Example.CANDIDATES)).equalTo(0);
    Column exactly = functions.col(SEARCHES).equalTo(0).and(functions.not(none));
    Row counted =
        rows.agg(
                functions.count(functions.lit(1)),
                functions.count(functions.when(functions.col(Example.SIRET).notEqual(""), 1)),
                functions.sum(SEARCHES),
                functions.sum(SENT),
                functions.count(functions.when(exactly, 1)),
                functions.count(FAILURE),
                functions.min(FAILURE))
            .first();
    Duration duration = Duration.ofNanos(System.nanoTime() - started);
    Sessions.describe(spark, null);
    long forms = counted.getLong(0);
    long failed = counted.getLong(5);
    if (failed > config.maxRejectShare() * forms) {
      throw new IllegalStateException(
          "Searches of %d of %d forms failed, more than max-reject-share allows (%s); one of them: %s"
              .formatted(failed, forms, config.maxRejectShare(), counted.getString(6)));
    }
    return new Found(
        rows,
        forms,
        counted.getLong(1),
        share(counted, 2, forms),
        share(counted, 3, forms),
        share(counted, 4, forms),
        failed,
        duration);
  }

  private static double share(Row counted, int column, long forms) {
    return counted.isNullAt(column) ? Double.NaN : (double) counted.getLong(column) / forms;
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
    Form form = found.searched().form().form();
    Row example =
        new Example(
                found.query().cabbi(),
                form.text(TRUTH),
                Workplace.departement(form::declared),
                candidates)
            .toRow();
    return RowFactory.create(
        example.get(0),
        example.get(1),
        example.get(2),
        example.get(3),
        found.searches(),
        found.sent(),
        failure);
  }
}
