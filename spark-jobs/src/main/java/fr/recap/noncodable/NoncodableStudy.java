package fr.recap.noncodable;

import fr.recap.config.NomenclatureSettings;
import fr.recap.config.RecapConfig;
import fr.recap.forms.CodedFormRows;
import fr.recap.metrics.Split;
import fr.recap.metrics.Threshold;
import fr.recap.models.ModelRef;
import fr.recap.nomenclature.NomenclatureCoding;
import fr.recap.nomenclature.TrainNomenclature;
import fr.recap.postgres.PostgresSnapshot;
import fr.recap.siret.MatchSiret;
import fr.recap.tables.Rp;
import fr.recap.trees.Boosting;
import fr.recap.vectors.PublishedVectors;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * Every family, and the original's features, trained as {@code train noncodable} does but on the
 * whole sample, and measured on forms of another year.
 */
public final class NoncodableStudy {
  /** The original's features: empty fields and words, by logistic regression. */
  public static final String ORIGINAL = "original";

  /** Column where the truth waits while forms are matched. */
  private static final String TRUTH = "study_truth";

  private static final NoncodableTarget TARGET = NoncodableTarget.NO_FINAL_SIRET;

  private final SparkSession spark;
  private final RecapConfig config;

  /**
   * @param config with a published coder of activities and matcher
   */
  public NoncodableStudy(SparkSession spark, RecapConfig config) {
    this.spark = spark;
    this.config = config;
  }

  /**
   * Measures.
   *
   * @param test forms with the columns of {@link Rp#TABLE}; without {@code siret_dec} they are
   *     non-codable
   * @param testGeo their coordinates
   * @return figures by system
   */
  public Map<String, Map<String, Double>> measure(
      Dataset<Row> test, Dataset<Row> testGeo, Consumer<String> progress) throws IOException {
    Map<String, Map<String, Double>> figures = new LinkedHashMap<>();
    try (PostgresSnapshot snapshot = PostgresSnapshot.open(spark, config.postgres())) {
      Dataset<Row> forms =
          snapshot.read(config.tables().trainingForms(), Rp.readBy("bench noncodable")).persist();
      figures.put(ORIGINAL, original(forms, test));
      progress.accept(ORIGINAL + ": " + figures.get(ORIGINAL));
      Matches matches = Matches.published(config, snapshot);
      TrainingSample parts = TrainingSample.of(forms, matches, config);
      Optional<PublishedVectors> vectors =
          PublishedVectors.ofSetting(config, config.noncodable().vectors());
      TextModels texts =
          TextModels.fit(Examples.of(parts.others(), TARGET, config.seed()), vectors);
      int workers = Boosting.workers(spark, config.trainingWorkers(), parts.sample().count());
      long seed = ~config.seed();
      Sample learn =
          Sample.of(matches.of(parts.sample()), true, texts, TARGET, seed, workers).complete();
      Sample held =
          Sample.of(matched(test, testGeo, snapshot), true, texts, TARGET, seed, workers)
              .complete();
      progress.accept(
          "%d forms to learn from, %d to measure on"
              .formatted(learn.forms().count(), held.forms().count()));
      for (Family family : Family.values()) {
        figures.put(family.text(), measure(family, learn, held, true));
        progress.accept(family.text() + ": " + figures.get(family.text()));
      }
      figures.put(
          "no matcher",
          measure(Family.XGBOOST, learn.withoutEvidence(), held.withoutEvidence(), false));
      if (vectors.isPresent()) {
        figures.put(
            "no vectors",
            measure(Family.XGBOOST, learn.withoutMeaning(), held.withoutMeaning(), true));
      }
      forms.unpersist();
    }
    return figures;
  }

  private Map<String, Double> measure(Family family, Sample learn, Sample held, boolean evidence) {
    long start = System.nanoTime();
    FittedFamily fitted =
        FittedFamily.fit(Search.of(family, config.noncodable()), learn, evidence, config.seed());
    Map<String, Double> figures = new TreeMap<>(fitted.figures());
    figures.put("training-seconds", (System.nanoTime() - start) / 1e9);
    figures.putAll(fitted.measure(held).measures());
    return figures;
  }

  /**
   * The original's features, trained on some forms and measured on others.
   *
   * @param forms to learn from, with the columns of {@link Rp#TABLE}
   * @param test forms to measure on, likewise; without {@code siret_dec} they are non-codable
   */
  public Map<String, Double> original(Dataset<Row> forms, Dataset<Row> test) {
    long start = System.nanoTime();
    Dataset<Row> examples = Examples.of(forms, TARGET, config.seed());
    TextModel words = LogisticTrainer.words(Examples.part(examples, Split.TRAIN));
    TextModels texts = new TextModels(words, Optional.empty());
    Threshold threshold =
        Threshold.forPrecision(
            Examples.score(examples, Split.VALIDATION, texts),
            config.noncodable().targetPrecision());
    double seconds = (System.nanoTime() - start) / 1e9;
    Map<String, Double> figures =
        new TreeMap<>(
            DetectionMeasures.measure(
                Examples.score(Examples.of(test, TARGET, config.seed()), texts),
                threshold.value()));
    figures.put("training-seconds", seconds);
    figures.put("validation-precision", threshold.precision());
    return figures;
  }

  private Dataset<Row> matched(Dataset<Row> test, Dataset<Row> geo, PostgresSnapshot snapshot)
      throws IOException {
    NomenclatureSettings settings = config.activity();
    ModelRef activity =
        ModelRef.resolve(config, TrainNomenclature.model(settings.name()), Optional.empty());
    ModelRef siret = ModelRef.resolve(config, MatchSiret.MODEL, Optional.empty());
    // A form to code has no establishment yet: the truth must not reach the matcher.
    Dataset<Row> open =
        test.withColumn(TRUTH, functions.col(Rp.SIRET_DEC))
            .withColumn(Rp.SIRET_DEC, functions.lit(null).cast(DataTypes.StringType))
            .withColumn(Rp.SIRETM, functions.lit(null).cast(DataTypes.StringType));
    return Matches.matched(
            open, NomenclatureCoding.of(settings, activity, true), geo, snapshot, siret, config)
        .withColumn(
            CodedFormRows.FORM,
            functions.col(CodedFormRows.FORM).withField(Rp.SIRET_DEC, CodedFormRows.form(TRUTH)));
  }
}
