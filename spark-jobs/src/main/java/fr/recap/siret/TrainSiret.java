package fr.recap.siret;

import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.metrics.Split;
import fr.recap.models.DataFingerprint;
import fr.recap.models.ModelRef;
import fr.recap.models.ModelStore;
import fr.recap.models.TrainingFacts;
import fr.recap.models.TrainingFolder;
import fr.recap.nomenclature.CodeNomenclature;
import fr.recap.nomenclature.Nomenclature;
import fr.recap.nomenclature.TrainNomenclature;
import fr.recap.postgres.Postgres;
import fr.recap.postgres.PostgresSnapshot;
import fr.recap.postgres.RunManifests;
import fr.recap.runtime.Run;
import fr.recap.runtime.Sessions;
import fr.recap.siret.MatcherTrainer.Example;
import fr.recap.siret.MatcherTrainer.Trained;
import fr.recap.tables.Rp;
import fr.recap.tables.RpGeo;
import fr.recap.tables.Sirus;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import scala.reflect.ClassTag$;

/**
 * Trains the matcher: weights of words from the register, weights of the formula and the automatic
 * coding from a sample of the training forms, whose candidates are searched for in the indices.
 *
 * <p>The sample is chosen by a hash of cabbi: {@code siret.training-sample} forms with a SIRET, and
 * those without one at their rate. A form is never evidence for itself. Its colleagues are, as they
 * are in a campaign. What flatters the measures: the activity coder may have learned the very forms
 * whose activity it predicts here, so {@code nafScore} is worth less on forms of another year.
 */
public final class TrainSiret {
  private static final String NAF = "naf";
  private static final int MIN_FORMS = 50;
  private static final int PARTITIONS_PER_CORE = 4;

  private final SparkSession spark;
  private final RecapConfig config;

  /**
   * What was trained.
   *
   * @param training path below the store's root
   * @param forms forms of the sample
   * @param withSiret those of them that have an establishment
   * @param metrics measured on the test part of the sample
   * @param searching time that the searches took
   */
  public record Result(
      String training, int forms, int withSiret, Map<String, Double> metrics, Duration searching) {
    /** Forms a second while searching. */
    public double formsPerSecond() {
      return 1e9 * forms / searching.toNanos();
    }
  }

  public TrainSiret(SparkSession spark, RecapConfig config) {
    this.spark = spark;
    this.config = config;
  }

  /**
   * Trains on the training forms and the register in PostgreSQL, with the activities that the
   * published coder predicts, against the indices of the register and of the history.
   *
   * @throws RefusedInputException if a table or column is missing, or too few forms have a SIRET
   * @throws fr.recap.config.ConfigException if no activity coder is published
   */
  public Result execute() throws IOException {
    Run run = Run.start("train", config.rendered());
    ModelRef naf =
        ModelRef.resolve(config, TrainNomenclature.model(NAF), config.nomenclature(NAF).model());
    try (PostgresSnapshot snapshot = PostgresSnapshot.open(spark, config.postgres())) {
      Dataset<Row> sample =
          sample(snapshot.read(config.tables().trainingForms(), Rp.TABLE)).persist();
      try {
        Dataset<Row> geo =
            new Postgres(config.postgres()).exists(config.tables().trainingFormsGeo())
                ? snapshot.read(config.tables().trainingFormsGeo(), RpGeo.TABLE)
                : spark.createDataFrame(List.of(), RpGeo.TABLE.schema());
        Nomenclature tree =
            Nomenclature.read(
                config.nomenclature(NAF).root(),
                snapshot.read(config.tables().nomenclatures()),
                snapshot.read(config.tables().modalites()));
        Result result =
            train(
                MatchInput.of(
                    sample, geo, CodeNomenclature.transform(sample, config.nomenclature(NAF), naf)),
                snapshot.read(config.tables().sirus(), Sirus.TABLE),
                labels(tree));
        run.used(Map.of(naf.name(), naf.version()));
        RunManifests.saveTraining(
            config, run, config.tables().trainingForms(), result.forms(), result.training());
        return result;
      } finally {
        sample.unpersist();
      }
    }
  }

  /**
   * Trains on a given sample.
   *
   * @param sample with the columns of {@link MatchInput}; those without {@code siret_dec} have none
   * @param register with the columns of {@link Sirus#TABLE}
   * @param labels of activities, by code
   */
  Result train(Dataset<Row> sample, Dataset<Row> register, Map<String, String> labels)
      throws IOException {
    Sessions.describe(spark, "SIRET: weighing the words of " + config.tables().sirus());
    PairScorer pairs = new PairScorer(TfIdfFit.fit(register, labels), labels);
    long started = System.nanoTime();
    Map<String, Double> metrics = new TreeMap<>();
    List<Example> examples = search(sample, pairs, metrics);
    Duration searching = Duration.ofNanos(System.nanoTime() - started);
    int withSiret = (int) examples.stream().filter(Example::hasSiret).count();
    if (withSiret < MIN_FORMS) {
      throw new RefusedInputException(
          "Only %d of %d forms of %s have a %s: at least %d are needed to train the matcher"
              .formatted(
                  withSiret,
                  examples.size(),
                  config.tables().trainingForms(),
                  Rp.SIRET_DEC,
                  MIN_FORMS));
    }
    Trained trained =
        new MatcherTrainer(examples, config.seed()).train(config.siret().targetPrecision());
    metrics.putAll(trained.metrics());
    String training =
        save(new SiretModel(pairs, trained.formula(), trained.automatic()), sample, metrics);
    return new Result(training, examples.size(), withSiret, Map.copyOf(metrics), searching);
  }

  /** Forms in the order of a hash, until enough of them have a SIRET. */
  private Dataset<Row> sample(Dataset<Row> forms) {
    long seed = config.seed();
    UDF1<String, Double> uniform = key -> Split.uniform(key, seed);
    Column position = functions.udf(uniform, DataTypes.DoubleType).apply(functions.col(Rp.CABBI));
    Sessions.describe(spark, "SIRET: sampling " + config.tables().trainingForms());
    Row last =
        forms
            .filter(functions.length(functions.trim(functions.col(Rp.SIRET_DEC))).gt(0))
            .select(position.as("position"))
            .orderBy("position")
            .limit(config.siret().trainingSample())
            .agg(functions.max("position"))
            .first();
    return last.isNullAt(0) ? forms.limit(0) : forms.filter(position.leq(last.getDouble(0)));
  }

  private List<Example> search(Dataset<Row> sample, PairScorer pairs, Map<String, Double> metrics) {
    Broadcast<PairScorer> shared =
        spark.sparkContext().broadcast(pairs, ClassTag$.MODULE$.apply(PairScorer.class));
    Map<String, String> truth = new HashMap<>();
    sample
        .select(Rp.CABBI, Rp.SIRET_DEC)
        .collectAsList()
        .forEach(row -> truth.put(row.getString(0), Rows.text(row, Rp.SIRET_DEC)));
    Sessions.describe(
        spark, "SIRET: searching %s, plan original".formatted(config.tables().trainingForms()));
    int partitions = PARTITIONS_PER_CORE * spark.sparkContext().defaultParallelism();
    List<Row> found =
        CandidateRetrieval.transform(MatchInput.spread(sample, partitions), config, shared::value)
            .collectAsList();
    Sessions.describe(spark, null);
    shared.destroy();
    List<Example> examples = new ArrayList<>();
    double searches = 0;
    double sent = 0;
    for (Row row : found) {
      String cabbi = row.getAs(Rp.CABBI);
      List<Row> candidates = row.getList(row.fieldIndex(CandidateRetrieval.CANDIDATES));
      examples.add(
          new Example(cabbi, truth.get(cabbi), candidates.stream().map(Evidence::of).toList()));
      searches += row.<Integer>getAs(CandidateRetrieval.SEARCHES);
      sent += row.<Integer>getAs(CandidateRetrieval.SENT);
    }
    metrics.put("searches-a-form", searches / found.size());
    metrics.put("searches-sent-a-form", sent / found.size());
    examples.sort(Comparator.comparing(Example::cabbi));
    return examples;
  }

  private String save(SiretModel model, Dataset<Row> sample, Map<String, Double> metrics)
      throws IOException {
    TrainingFacts facts =
        new TrainingFacts(
            config.seed(), DataFingerprint.of(sample, List.of(sample.columns())), metrics);
    try (TrainingFolder folder = TrainingFolder.create(config.workDirectory());
        ModelStore store = ModelStore.open(config.store())) {
      model.save(folder.path());
      folder.describe(config.rendered(), facts, Map.of("sampled", sample.count()));
      return store.saveTraining(SiretModel.NAME, folder.path(), facts);
    }
  }

  private static Map<String, String> labels(Nomenclature tree) {
    Map<String, String> labels = new TreeMap<>();
    for (int leaf : tree.leaves()) {
      labels.put(tree.code(leaf), tree.label(leaf));
    }
    return labels;
  }
}
