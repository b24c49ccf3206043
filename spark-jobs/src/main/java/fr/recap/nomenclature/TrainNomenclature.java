package fr.recap.nomenclature;

import fr.recap.config.ConfigException;
import fr.recap.config.NomenclatureSettings;
import fr.recap.config.RecapConfig;
import fr.recap.config.RefusedInputException;
import fr.recap.config.TableName;
import fr.recap.encoder.VectorStart;
import fr.recap.metrics.Split;
import fr.recap.models.DataFingerprint;
import fr.recap.models.ModelStore;
import fr.recap.models.TrainingFacts;
import fr.recap.models.TrainingFolder;
import fr.recap.postgres.PostgresSnapshot;
import fr.recap.postgres.RunManifests;
import fr.recap.runtime.Run;
import fr.recap.runtime.Sessions;
import fr.recap.tables.Rp;
import fr.recap.texts.Texts;
import fr.recap.vectors.PublishedVectors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains the coder of a nomenclature on coded forms and on the texts of its nodes.
 *
 * <p>Forms are split by a hash of {@link FormText#group}: 56 % to learn from, 14 % to choose on, 30
 * % to measure on. Then all are learned, and the threshold is chosen again on the 44 % that were
 * held out. Wordings with their codes are collected to the driver, the {@value
 * TrainingForms#WORDINGS} most frequent ones of a field; parameters and metrics come from at most
 * {@value TrainingForms#HELD_OUT} forms each.
 */
public final class TrainNomenclature {
  /** Of the validation part, for a choice. */
  static final int MIN_HELD_OUT = 50;

  private static final Logger LOG = LoggerFactory.getLogger(TrainNomenclature.class);

  private final SparkSession spark;
  private final RecapConfig config;
  private final NomenclatureSettings settings;
  private final How how;

  /**
   * How to train.
   *
   * @param from published version or training that the encoders go on from; empty to begin anew
   * @param notesOnly whether to learn from the nomenclature's own texts and the extra ones, without
   *     a labelled form
   */
  public record How(Optional<String> from, boolean notesOnly) {
    /** Anew and from forms. */
    public static final How DEFAULT = new How(Optional.empty(), false);
  }

  /**
   * What was trained.
   *
   * @param model NAF, PCS, ...
   * @param training path below the store's root
   * @param counts forms by what became of them: used, or the reason why not
   * @param metrics measured on test: top-k, automatic coding, calibration
   * @param report local copy of the page that lies beside the model; empty where nothing was
   *     measured
   */
  public record Result(
      String model,
      String training,
      Map<String, Long> counts,
      Map<String, Double> metrics,
      Optional<Path> report) {}

  /**
   * @param nomenclature name in the settings
   */
  public TrainNomenclature(SparkSession spark, RecapConfig config, String nomenclature, How how) {
    this.spark = spark;
    this.config = config;
    this.settings = config.nomenclature(nomenclature);
    this.how = how;
  }

  /** The name under which the models of a nomenclature are stored. */
  public static String model(String nomenclature) {
    return nomenclature.toUpperCase(Locale.ROOT);
  }

  /**
   * Trains on the training forms and the nomenclature in PostgreSQL. A training that was killed
   * goes on from its last checkpoint, if it is started again on the same data with the same
   * settings.
   *
   * @throws RefusedInputException if the nomenclature is no tree, or too few forms have a code
   * @throws fr.recap.config.ConfigException if the coder to go on from doesn't exist
   */
  public Result execute() throws IOException {
    Run run = Run.start("train", config.rendered());
    TableName forms = config.tables().trainingForms();
    try (PostgresSnapshot snapshot = PostgresSnapshot.open(spark, config.postgres())) {
      Dataset<Row> levels = snapshot.read(config.tables().nomenclatures());
      Dataset<Row> modalities = snapshot.read(config.tables().modalites());
      if (how.notesOnly()) {
        Result result = trainOnNotes(levels, modalities);
        TableName read = config.tables().modalites();
        RunManifests.saveTraining(
            config, run, read, snapshot.count(read), result.training(), result.metrics());
        return result;
      }
      Result result =
          train(
              snapshot.read(forms, TrainingColumns.reading(settings), config.selection()),
              levels,
              modalities);
      RunManifests.saveTraining(
          config,
          run,
          forms,
          snapshot.count(forms, Rp.TABLE, config.selection()),
          result.training(),
          result.metrics());
      return result;
    }
  }

  /**
   * Trains on given tables.
   *
   * @param forms with the columns of {@link TrainingColumns#of(FormText, String)}
   * @throws RefusedInputException if the nomenclature is no tree, or too few forms have a code
   */
  Result train(Dataset<Row> forms, Dataset<Row> levels, Dataset<Row> modalities)
      throws IOException {
    NomenclatureSource known = NomenclatureSource.read(settings, levels, modalities);
    String fingerprint =
        DataFingerprint.of(forms, TrainingColumns.of(known.form(), settings.truth()));
    Sessions.describe(
        spark,
        model(settings.name()) + ": counting wordings of " + config.tables().trainingForms());
    try (TrainingForms read = read(forms, known);
        TrainingFolder folder = TrainingFolder.create(config.workDirectory())) {
      refuseTooFew(read);
      CoderStages.Trained trained = stages(known, fingerprint, folder).onForms(read);
      Sessions.describe(spark, model(settings.name()) + ": counting fields");
      return store(read, fingerprint, trained.with(FieldCounts.of(forms, known.form())), folder);
    }
  }

  /** Forms in parts that keep near copies together, unless these are so many that none is left. */
  private TrainingForms read(Dataset<Row> forms, NomenclatureSource known) {
    TableForms together = read(forms, known, true);
    if (together.heldOut(Split.VALIDATION).size() >= MIN_HELD_OUT) {
      return together;
    }
    together.close();
    LOG.warn(
        "{}: forms of one employer and wording lie on both sides of the split, since most forms have few of these",
        model(settings.name()));
    return read(forms, known, false);
  }

  private TableForms read(Dataset<Row> forms, NomenclatureSource known, boolean byGroup) {
    return TableForms.read(
        forms,
        known.form(),
        settings.truth(),
        known.leafByCode(),
        byGroup,
        config.seed(),
        config.trainingWorkers());
  }

  /**
   * Trains without any labelled form. A part of the phrases stands for the forms to choose on; no
   * form is ever coded automatically, since only forms tell how sure that would be.
   */
  Result trainOnNotes(Dataset<Row> levels, Dataset<Row> modalities) throws IOException {
    NomenclatureSource known = NomenclatureSource.read(settings, levels, modalities);
    String fingerprint = "notes-%08x".formatted(known.all().byText().hashCode());
    TrainingForms phrases =
        PhraseForms.of(
            known.phrases(),
            known.labels(),
            known.form().inputs().size(),
            known.tree().leaves().length,
            config.seed());
    try (TrainingFolder folder = TrainingFolder.create(config.workDirectory())) {
      CoderStages.Trained trained = stages(known, fingerprint, folder).onNotes(phrases);
      return store(phrases, fingerprint, trained, folder);
    }
  }

  private CoderStages stages(NomenclatureSource known, String fingerprint, TrainingFolder folder)
      throws IOException {
    return new CoderStages(
        spark, config, settings, how, known, training(known, fingerprint), folder.path());
  }

  private CoderTraining training(NomenclatureSource known, String fingerprint) throws IOException {
    Optional<PublishedVectors> version = PublishedVectors.ofSetting(config, settings.vectors());
    Optional<VectorStart> vectors = Optional.empty();
    if (version.isPresent()) {
      vectors = Optional.of(VectorsOfWords.read(version.get().file()));
    }
    Optional<NomenclatureCoder> earlier = Optional.empty();
    if (how.from().isPresent()) {
      earlier = Optional.of(earlier(how.from().get()));
    }
    String all =
        "%s, texts %08x, related %08x, frequencies %08x, vectors %s, from %s, workers %d, %s"
            .formatted(
                fingerprint,
                known.all().byText().hashCode(),
                known.related().byGroup().hashCode(),
                known.counts().hashCode(),
                version.map(found -> found.ref().version()).orElse("none"),
                how.from().orElse("none"),
                config.trainingWorkers(),
                settings.learning());
    return new CoderTraining(
        known.form(),
        known.tree(),
        EncoderPlan.all(settings.learning().encoder(), config.seed(), vectors),
        Aim.of(settings.learning().maximise()),
        new CoderStart(
            earlier,
            Optional.of(TrainingFolder.checkpoints(config.workDirectory(), model(settings.name()))),
            all));
  }

  /**
   * @param name of a published version ({@code NAF_2026-11-24}) or a training
   */
  private NomenclatureCoder earlier(String name) throws IOException {
    try (ModelStore store = ModelStore.open(config.store())) {
      NomenclatureCoder coder =
          NomenclatureCoder.load(store.fetch(model(settings.name()), name, config.workDirectory()));
      if (!coder.form().inputs().equals(settings.inputs())) {
        throw new ConfigException(
            "--from %s: that coder reads the fields %s, the settings say %s: train anew"
                .formatted(name, coder.form().inputs(), settings.inputs()));
      }
      return coder;
    }
  }

  /** Stores a folder with a coder. */
  private Result store(
      TrainingForms read, String fingerprint, CoderStages.Trained trained, TrainingFolder folder)
      throws IOException {
    String model = model(settings.name());
    TrainingFacts facts = new TrainingFacts(config.seed(), fingerprint, trained.metrics());
    try (ModelStore store = ModelStore.open(config.store())) {
      if (trained.measures().isPresent()) {
        TrainingReport.write(folder.path(), trained.measures().get(), Texts.of(config.language()));
      }
      if (trained.profile().isPresent()) {
        trained.profile().get().profile().write(folder.path());
      }
      folder.describe(config.rendered(), facts, read.counts());
      String training = store.saveTraining(model, folder.path(), facts);
      TrainingFolder.deleteCheckpoints(config.workDirectory(), model);
      Optional<Path> report = Optional.empty();
      if (trained.measures().isPresent()) {
        report = Optional.of(TrainingReport.copy(folder.path(), config.workDirectory(), training));
      }
      return new Result(model, training, Map.copyOf(read.counts()), facts.metrics(), report);
    }
  }

  private void refuseTooFew(TrainingForms read) {
    int validation = read.heldOut(Split.VALIDATION).size();
    if (validation < MIN_HELD_OUT) {
      throw new RefusedInputException(
          "%s: only %d forms of %s have a text and a known code (%s), the threshold would be chosen on %d of them: at least %d are needed, or none with --notes-only"
              .formatted(
                  model(settings.name()),
                  read.used(),
                  config.tables().trainingForms(),
                  read.counts(),
                  validation,
                  MIN_HELD_OUT));
    }
  }
}
