package fr.recap.noncodable;

import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.metrics.OutOfFold;
import fr.recap.metrics.Outcomes;
import fr.recap.metrics.Split;
import fr.recap.metrics.Threshold;
import fr.recap.models.DataFingerprint;
import fr.recap.models.ModelStore;
import fr.recap.models.TrainingFacts;
import fr.recap.models.TrainingFolder;
import fr.recap.monitoring.Profile;
import fr.recap.nomenclature.TrainingReport;
import fr.recap.pages.HtmlPage;
import fr.recap.postgres.PostgresSnapshot;
import fr.recap.postgres.RunManifests;
import fr.recap.runtime.Kept;
import fr.recap.runtime.Run;
import fr.recap.runtime.Sessions;
import fr.recap.tables.Reading;
import fr.recap.tables.Rp;
import fr.recap.texts.Texts;
import fr.recap.trees.Boosting;
import fr.recap.vectors.PublishedVectors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Trains the detection of non-codable forms on last year's forms.
 *
 * <p>The family {@code text} learns from 56 % of them (near copies together), its threshold is
 * chosen on 14 % and it is measured on 30 %. Any other family has a sample of its own, of which 30
 * % are for the test; on the rest its parameters, probability and threshold are chosen by
 * cross-validation. The models of the words and of what they mean, whose log-odds it reads, learn
 * from the forms outside the sample, and the matcher that it reads has learned none of it.
 */
public final class TrainNoncodable {
  /** Name under which its models are stored. */
  public static final String MODEL = "NONCODABLE";

  /** Measure of families that are compared: how long fitting and measuring took. */
  static final String SECONDS = "seconds";

  /** Share of the sample that is for the test. */
  private static final double TEST_SHARE = 0.3;

  private static final int MIN_OF_A_KIND = 10;

  private final SparkSession spark;
  private final RecapConfig config;
  private final NoncodableTarget target;

  /**
   * What was trained.
   *
   * @param training path below the store's root
   * @param counts forms by part, with those that are non-codable
   * @param metrics measured on test
   * @param report the page of figures
   */
  public record Result(
      String training, Map<String, Long> counts, Map<String, Double> metrics, Path report) {}

  /** Trains on the target of the settings. */
  public TrainNoncodable(SparkSession spark, RecapConfig config) {
    this.spark = spark;
    this.config = config;
    this.target = NoncodableTarget.named(config.noncodable().target());
  }

  /**
   * Trains on the training forms in PostgreSQL.
   *
   * @throws RefusedInputException if there are too few forms of one of the two kinds
   * @throws fr.recap.config.ConfigException if the matcher is to be read and none is published
   */
  public Result execute() throws IOException {
    Run run = Run.start("train", config.rendered());
    try (PostgresSnapshot snapshot = PostgresSnapshot.open(spark, config.postgres())) {
      boolean evidence = config.noncodable().evidence() && !config.noncodable().textAlone();
      Reading reading = Rp.readBy("train noncodable");
      for (String column : target.columns()) {
        reading = reading.demanding(List.of(column), target.use(), target.remedy());
      }
      Dataset<Row> forms =
          snapshot.read(
              config.tables().trainingForms(),
              evidence ? Matches.demand(reading, config) : reading,
              config.selection());
      Matches matches = evidence ? Matches.published(config, snapshot) : Matches.none();
      run.used(matches.models());
      Result result = train(forms, matches);
      RunManifests.saveTraining(
          config,
          run,
          config.tables().trainingForms(),
          snapshot.count(config.tables().trainingForms(), Rp.TABLE, config.selection()),
          result.training(),
          result.metrics());
      return result;
    }
  }

  /** Trains on given forms. */
  Result train(Dataset<Row> forms, Matches matches) throws IOException {
    return config.noncodable().textAlone() ? trainText(forms) : trainFamily(forms, matches);
  }

  private Result trainText(Dataset<Row> forms) throws IOException {
    Sessions.describe(spark, MODEL + ": words of " + config.tables().trainingForms());
    try (Kept kept = Kept.of(Examples.of(forms, target, config.seed()))) {
      Dataset<Row> examples = kept.rows();
      Map<String, Long> counts = Examples.counts(examples);
      refuseOneKind(counts);
      TextModels texts =
          new TextModels(
              LogisticTrainer.words(Examples.part(examples, Split.TRAIN)), Optional.empty());
      Outcomes validation = Examples.score(examples, Split.VALIDATION, texts);
      double target = config.noncodable().targetPrecision();
      Threshold chosen = Threshold.forPrecision(validation, target);
      NoncodableScorer scorer = NoncodableScorer.ofTexts(texts).withThreshold(chosen.value());
      Outcomes tested = Examples.score(examples, Split.TEST, texts);
      Map<String, Double> metrics = DetectionMeasures.measure(tested, chosen.value());
      return save(
          forms,
          scorer,
          OutOfFold.of(validation, OutOfFold.Rule.PLAIN, target),
          Optional.empty(),
          Optional.empty(),
          counts,
          metrics,
          page(DetectionFigures.of(tested, tested, Map.of()), metrics).page(Map.of()));
    }
  }

  private Result trainFamily(Dataset<Row> forms, Matches matches) throws IOException {
    Family family = Family.of(config.noncodable().family());
    TrainingSample parts = TrainingSample.of(forms, matches, config);
    Sessions.describe(spark, MODEL + ": words of " + config.tables().trainingForms());
    Optional<PublishedVectors> vectors =
        PublishedVectors.ofSetting(config, config.noncodable().vectors());
    TextModels texts;
    try (Kept others = Kept.of(Examples.of(parts.others(), target, config.seed()))) {
      refuseFew(Examples.kinds(others.rows()), "outside the sample");
      texts = TextModels.fit(others.rows(), vectors);
    }
    Sessions.describe(spark, MODEL + ": features of the sample");
    int workers = Boosting.workers(spark, config.trainingWorkers(), parts.sample().count());
    Sample all =
        Sample.of(
            matches.of(parts.sample()), matches.evidence(), texts, target, ~config.seed(), workers);
    try {
      Map<String, Long> kinds = all.kinds();
      long failed = all.failed();
      refuseFailed(failed, kinds.values().stream().mapToLong(Long::longValue).sum());
      Sample learn = all.drawn(TEST_SHARE, 1);
      Sample test = all.drawn(0, TEST_SHARE);
      Map<String, Long> counts = new LinkedHashMap<>();
      count(counts, "learned", learn);
      count(counts, "test", test);
      refuseFew(counts, "in the sample");
      Sessions.describe(
          spark,
          "%s: %s on %d forms by %d workers"
              .formatted(
                  MODEL,
                  family.text(),
                  counts.get("learned codable") + counts.get("learned non-codable"),
                  workers));
      long started = System.nanoTime();
      FittedFamily fitted =
          FittedFamily.fit(
              Search.of(family, config.noncodable()), learn, matches.evidence(), config.seed());
      FittedFamily.Measured measured = fitted.measure(test);
      Map<String, Map<String, Double>> families = new LinkedHashMap<>();
      families.put(family.text(), timed(measured, started));
      for (String other : config.noncodable().learning().compare()) {
        if (!families.containsKey(other)) {
          families.put(other, measure(Family.of(other), learn, test, matches.evidence()));
        }
      }
      Map<String, Double> metrics = new TreeMap<>(fitted.figures());
      metrics.put("forms-whose-search-failed", (double) failed);
      metrics.put("training-workers", (double) workers);
      metrics.putAll(measured.measures());
      return save(
          parts.sample(),
          new NoncodableScorer(texts, Optional.of(fitted.model()), fitted.threshold()),
          fitted.outOfFold(),
          vectors,
          Optional.of(measured.profile()),
          counts,
          metrics,
          page(measured.figures(), measured.measures()).page(families));
    } finally {
      all.forms().unpersist();
    }
  }

  /** Another family, trained and measured on the same forms. */
  private Map<String, Double> measure(Family family, Sample learn, Sample test, boolean evidence) {
    Sessions.describe(spark, "%s: %s to compare".formatted(MODEL, family.text()));
    long started = System.nanoTime();
    return timed(
        FittedFamily.fit(Search.of(family, config.noncodable()), learn, evidence, config.seed())
            .measure(test),
        started);
  }

  private static Map<String, Double> timed(FittedFamily.Measured measured, long started) {
    Map<String, Double> measures = new TreeMap<>(measured.measures());
    measures.put(SECONDS, (System.nanoTime() - started) / 1e9);
    return measures;
  }

  private DetectionPage page(DetectionFigures figures, Map<String, Double> metrics) {
    return new DetectionPage(
        Texts.of(config.language()), figures, metrics, config.noncodable().targetPrecision());
  }

  private static void count(Map<String, Long> counts, String part, Sample forms) {
    Map<String, Long> kinds = forms.kinds();
    for (String kind : List.of("non-codable", "codable")) {
      counts.put(part + ' ' + kind, kinds.getOrDefault(kind, 0L));
    }
  }

  private Result save(
      Dataset<Row> forms,
      NoncodableScorer scorer,
      OutOfFold outOfFold,
      Optional<PublishedVectors> vectors,
      Optional<Profile> profile,
      Map<String, Long> counts,
      Map<String, Double> metrics,
      HtmlPage page)
      throws IOException {
    List<String> columns = new ArrayList<>(List.of(Rp.CABBI));
    columns.addAll(NoncodableScorer.columns());
    columns.addAll(target.columns());
    TrainingFacts facts =
        new TrainingFacts(config.seed(), DataFingerprint.of(forms, columns), metrics);
    try (TrainingFolder folder = TrainingFolder.create(config.workDirectory());
        ModelStore store = ModelStore.open(config.store())) {
      scorer.write(
          folder.path(),
          vectors.isPresent() ? Optional.of(vectors.get().file()) : Optional.empty());
      outOfFold.write(folder.path());
      if (profile.isPresent()) {
        profile.get().write(folder.path());
      }
      page.write(folder.path().resolve(TrainingReport.PAGE));
      folder.describe(config.rendered(), facts, counts);
      String training = store.saveTraining(MODEL, folder.path(), facts);
      return new Result(
          training,
          counts,
          facts.metrics(),
          TrainingReport.copy(folder.path(), config.workDirectory(), training));
    }
  }

  private void refuseFailed(long failed, long forms) {
    if (failed > config.maxRejectShare() * forms) {
      throw new IllegalStateException(
          "%s: searches of %d of %d forms failed, more than max-reject-share allows (%s): see whether Elasticsearch is well"
              .formatted(MODEL, failed, forms, config.maxRejectShare()));
    }
  }

  private void refuseOneKind(Map<String, Long> counts) {
    for (Split split : Split.values()) {
      for (boolean noncodable : new boolean[] {true, false}) {
        if (!counts.containsKey(Examples.name(split, noncodable))) {
          throw new RefusedInputException(
              "%s: the forms of %s can't train it, both kinds are needed in each part: %s (%s = %s)"
                  .formatted(
                      MODEL,
                      config.tables().trainingForms(),
                      counts,
                      NoncodableTarget.SETTING,
                      target.text()));
        }
      }
    }
  }

  private void refuseFew(Map<String, Long> counts, String where) {
    if (counts.size() < 2 || counts.values().stream().anyMatch(count -> count < MIN_OF_A_KIND)) {
      throw new RefusedInputException(
          "%s: the forms of %s can't train it, at least %d of both kinds are needed %s: %s (%s = %s)"
              .formatted(
                  MODEL,
                  config.tables().trainingForms(),
                  MIN_OF_A_KIND,
                  where,
                  counts,
                  NoncodableTarget.SETTING,
                  target.text()));
    }
  }
}
