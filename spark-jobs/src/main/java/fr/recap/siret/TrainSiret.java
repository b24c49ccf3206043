package fr.recap.siret;

import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.forms.CodedFormRows;
import fr.recap.metrics.OutOfFold;
import fr.recap.models.DataFingerprint;
import fr.recap.models.ModelRef;
import fr.recap.models.ModelStore;
import fr.recap.models.TrainingFacts;
import fr.recap.models.TrainingFolder;
import fr.recap.monitoring.Profile;
import fr.recap.nomenclature.CodeNomenclature;
import fr.recap.nomenclature.FieldCounts;
import fr.recap.nomenclature.FormText;
import fr.recap.nomenclature.Nomenclature;
import fr.recap.nomenclature.NomenclatureCoder;
import fr.recap.nomenclature.NomenclatureCoding;
import fr.recap.nomenclature.TrainNomenclature;
import fr.recap.nomenclature.TrainingReport;
import fr.recap.pages.HtmlPage;
import fr.recap.postgres.Postgres;
import fr.recap.postgres.PostgresSnapshot;
import fr.recap.postgres.RunManifests;
import fr.recap.register.RegisterEntry;
import fr.recap.runtime.Kept;
import fr.recap.runtime.Run;
import fr.recap.runtime.Sessions;
import fr.recap.siret.MatcherTrainer.Trained;
import fr.recap.tables.Reading;
import fr.recap.tables.Rp;
import fr.recap.tables.Sirus;
import fr.recap.texts.Texts;
import fr.recap.trees.Boosting;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Trains the matcher: weights of words from the register, the ranking and the automatic coding from
 * a sample of the training forms, whose candidates are searched for in the indices.
 *
 * <p>The sample is chosen by a hash of cabbi: {@code siret.training-sample} forms with a SIRET, or
 * half of them where there are few, and those without one at their rate. A form is never evidence
 * for itself: not in the history, nor by its activity, which a coder predicts that has not learned
 * it. Its colleagues are, as they are in a campaign.
 */
public final class TrainSiret {
  /** Fields of forms whose presence is watched. */
  public static final FormText FIELDS =
      new FormText(List.of(Rp.RS_X, Rp.NOMVOI_X, Rp.CLT_X, Rp.CLT_C_C));

  /** Rows of a form, about: the candidates that are ranked for it. */
  private static final int CANDIDATES = 60;

  private static final int MIN_FORMS = 50;

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
   * @param report the page of figures
   */
  public record Result(
      String training,
      long forms,
      long withSiret,
      Map<String, Double> metrics,
      Duration searching,
      Path report) {
    /** Forms a second while searching. */
    public double formsPerSecond() {
      return 1e9 * forms / searching.toNanos();
    }
  }

  public TrainSiret(SparkSession spark, RecapConfig config) {
    this.spark = spark;
    this.config = config;
  }

  /** Whether this training learns from a form, with these settings. */
  public static Column learnsFrom(Dataset<Row> forms, RecapConfig config) {
    return FormSample.chosen(forms, sampleSize(forms, config), config.seed());
  }

  /**
   * The rest is left to what learns from the matcher's results, such as the non-codable detection.
   */
  private static int sampleSize(Dataset<Row> forms, RecapConfig config) {
    int wanted = config.siret().trainingSample();
    return (int) Math.min(wanted, FormSample.withSiret(forms).limit(2 * wanted).count() / 2);
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
    String activity = config.siret().activity();
    ModelRef coder =
        ModelRef.resolve(
            config, TrainNomenclature.model(activity), config.nomenclature(activity).model());
    try (PostgresSnapshot snapshot = PostgresSnapshot.open(spark, config.postgres())) {
      Sessions.describe(spark, "SIRET: sampling " + config.tables().trainingForms());
      Dataset<Row> coded =
          snapshot.read(
              config.tables().trainingForms(), reading("train siret", coder), config.selection());
      try (Kept kept = Kept.of(coded.filter(learnsFrom(coded, config)))) {
        Dataset<Row> sample = kept.rows();
        Dataset<Row> geo =
            MatchInput.places(
                snapshot, new Postgres(config.postgres()), config.tables().trainingFormsGeo());
        Nomenclature tree =
            Nomenclature.read(
                config.nomenclature(activity).root(),
                snapshot.read(config.tables().nomenclatures()),
                snapshot.read(config.tables().modalites()));
        Result result =
            train(
                MatchInput.locate(
                    CodeNomenclature.transform(
                        CodedFormRows.of(sample),
                        NomenclatureCoding.outOfFold(config.nomenclature(activity), coder)),
                    geo),
                snapshot.read(config.tables().sirus(), RegisterEntry.reading("train siret")),
                exactMatches(snapshot),
                coded,
                labels(tree));
        run.used(Map.of(coder.name(), coder.version()))
            .fingerprints(Map.of(coder.name(), coder.fingerprint()));
        RunManifests.saveTraining(
            config,
            run,
            config.tables().trainingForms(),
            result.forms(),
            result.training(),
            result.metrics());
        return result;
      }
    }
  }

  /**
   * What training on establishments reads of forms.
   *
   * @param activity coder of activities
   */
  public static Reading reading(String job, ModelRef activity) {
    return MatchInput.demand(NomenclatureCoder.demand(Rp.readBy(job), activity))
        .demanding(List.of(Rp.SIRET_DEC), "the establishment finally kept", "");
  }

  /**
   * Trains on a given sample.
   *
   * @param flow the sample, with its predictions and where it lies; forms without {@code siret_dec}
   *     have no establishment
   * @param register with the columns of {@link Sirus#TABLE}
   * @param exact where forms are looked up before they are searched for
   * @param coded forms that the sample is taken from, with the columns of {@link Rp#TABLE}
   * @param labels of activities, by code
   */
  Result train(
      Dataset<Row> flow,
      Dataset<Row> register,
      Optional<ExactMatches> exact,
      Dataset<Row> coded,
      Map<String, String> labels)
      throws IOException {
    Sessions.describe(spark, "SIRET: weighing the words of " + config.tables().sirus());
    Dataset<Row> sample = CodedFormRows.forms(flow);
    FeatureSet features = features();
    PairScorer pairs =
        new PairScorer(TfIdfFit.fit(register, labels), labels)
            .with(ProfessionFit.fit(coded, sample, register));
    int workers = workers(spark, config, sample.count());
    ExampleSearch.Found found =
        new ExampleSearch(spark, config, exact)
            .search(flow, pairs, features, workers, config.tables().trainingForms().toString());
    Map<String, Double> metrics = new TreeMap<>();
    metrics.put("searches-a-form", found.searches());
    metrics.put("searches-sent-a-form", found.sent());
    metrics.put("exact-matches", found.exact());
    metrics.put("forms-whose-search-failed", (double) found.failed());
    metrics.put("training-workers", (double) workers);
    if (found.withSiret() < MIN_FORMS) {
      throw new RefusedInputException(
          "Only %d of %d forms of %s have a %s: at least %d are needed to train the matcher"
              .formatted(
                  found.withSiret(),
                  found.forms(),
                  config.tables().trainingForms(),
                  Rp.SIRET_DEC,
                  MIN_FORMS));
    }
    Dataset<Row> examples = found.examples();
    if (config.siret().encodes()) {
      Sessions.describe(spark, "SIRET: training the encoder of forms and establishments");
      PairEncoding.Encoded encoded =
          PairEncoding.encode(
              examples, queries(flow, config), features, register, labels, config.seed(), workers);
      examples = encoded.examples();
      pairs = pairs.with(encoded.encoder());
    }
    Sessions.describe(spark, "SIRET: ranking, learned by %d workers".formatted(workers));
    Trained trained =
        new MatcherTrainer(
                examples,
                features.names(),
                config.siret().ranking(),
                config.siret().learning(),
                config.seed())
            .train(config.siret().targetPrecision());
    examples.unpersist();
    found.examples().unpersist();
    metrics.putAll(trained.metrics());
    Profile profile = trained.profile().merge(FieldCounts.of(coded, FIELDS)).profile();
    HtmlPage page = page(trained, features, coded, register);
    Saved saved =
        save(model(pairs, trained, features), trained.outOfFold(), profile, sample, metrics, page);
    return new Result(
        saved.training(),
        found.forms(),
        found.withSiret(),
        Map.copyOf(metrics),
        found.duration(),
        saved.report());
  }

  private HtmlPage page(
      Trained trained, FeatureSet features, Dataset<Row> coded, Dataset<Row> register) {
    return new MatcherPage(
            Texts.of(config.language()),
            trained.figures(),
            new MatcherPage.Decided(
                config.siret().targetPrecision(),
                trained.establishment().probabilityThreshold(),
                trained.metrics()))
        .page(MatcherErrors.of(trained, features, coded, register));
  }

  private record Saved(String training, Path report) {}

  /** How many workers train the trees on so many forms. */
  static int workers(SparkSession spark, RecapConfig config, long forms) {
    return Boosting.workers(spark, config.trainingWorkers(), forms * CANDIDATES);
  }

  private Optional<ExactMatches> exactMatches(PostgresSnapshot snapshot) {
    return SiretModel.Plan.of(config.siret()).joinsExactMatches()
        ? Optional.of(ExactMatches.read(snapshot, new Postgres(config.postgres()), config))
        : Optional.empty();
  }

  private SiretModel model(PairScorer pairs, Trained trained, FeatureSet features) {
    return new SiretModel(
        SiretModel.Plan.of(config.siret()),
        pairs,
        trained.ranker(),
        trained.shares(),
        trained.establishment(),
        trained.unit(),
        Optional.of(trained.presence()),
        features);
  }

  /** What forms give to search by; the driver holds them all. */
  static List<FormQuery> queries(Dataset<Row> flow, RecapConfig config) {
    return flow.collectAsList().stream()
        .map(row -> FormQuery.of(CodedFormRows.read(row), config.siret().activity()))
        .toList();
  }

  private FeatureSet features() {
    return SiretModel.Plan.of(config.siret()).features(config.siret());
  }

  private Saved save(
      SiretModel model,
      OutOfFold outOfFold,
      Profile profile,
      Dataset<Row> sample,
      Map<String, Double> metrics,
      HtmlPage page)
      throws IOException {
    TrainingFacts facts =
        new TrainingFacts(
            config.seed(), DataFingerprint.of(sample, List.of(sample.columns())), metrics);
    try (TrainingFolder folder = TrainingFolder.create(config.workDirectory());
        ModelStore store = ModelStore.open(config.store())) {
      model.save(folder.path());
      outOfFold.write(folder.path());
      profile.write(folder.path());
      page.write(folder.path().resolve(TrainingReport.PAGE));
      folder.describe(config.rendered(), facts, Map.of("sampled", sample.count()));
      String training = store.saveTraining(SiretModel.NAME, folder.path(), facts);
      return new Saved(
          training, TrainingReport.copy(folder.path(), config.workDirectory(), training));
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
