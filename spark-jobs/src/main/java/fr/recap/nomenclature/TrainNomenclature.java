package fr.recap.nomenclature;

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
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Trains the coder of a nomenclature on coded forms and on the texts of its nodes.
 *
 * <p>Forms are split by a hash of cabbi: 56 % to learn from, 14 % to choose on, 30 % to measure on.
 * Wordings with their codes are collected to the driver, the {@value TrainingForms#WORDINGS} most
 * frequent ones of a field; parameters and metrics come from at most {@value
 * TrainingForms#HELD_OUT} forms each.
 */
public final class TrainNomenclature {
  private static final int MIN_HELD_OUT = 50;
  private static final int PROBES = 5;

  private final SparkSession spark;
  private final RecapConfig config;
  private final NomenclatureSettings settings;

  /**
   * What was trained.
   *
   * @param model NAF, PCS, ...
   * @param training path below the store's root
   * @param counts forms by what became of them: used, or the reason why not
   * @param metrics measured on test: top-k, automatic coding, calibration
   */
  public record Result(
      String model, String training, Map<String, Long> counts, Map<String, Double> metrics) {}

  /**
   * @param nomenclature name in the settings
   */
  public TrainNomenclature(SparkSession spark, RecapConfig config, String nomenclature) {
    this.spark = spark;
    this.config = config;
    this.settings = config.nomenclature(nomenclature);
  }

  /** The name under which the models of a nomenclature are stored. */
  public static String model(String nomenclature) {
    return nomenclature.toUpperCase(Locale.ROOT);
  }

  /**
   * Trains on the training forms and the nomenclature in PostgreSQL.
   *
   * @throws RefusedInputException if the nomenclature is no tree, or too few forms have a code
   */
  public Result execute() throws IOException {
    Run run = Run.start("train", config.rendered());
    TableName forms = config.tables().trainingForms();
    try (PostgresSnapshot snapshot = PostgresSnapshot.open(spark, config.postgres())) {
      Result result =
          train(
              snapshot.read(forms),
              snapshot.read(config.tables().nomenclatures()),
              snapshot.read(config.tables().modalites()));
      RunManifests.saveTraining(config, run, forms, snapshot.count(forms), result.training());
      return result;
    }
  }

  /**
   * Trains on given tables.
   *
   * @throws RefusedInputException if the nomenclature is no tree, or too few forms have a code
   */
  Result train(Dataset<Row> forms, Dataset<Row> levels, Dataset<Row> modalities)
      throws IOException {
    String model = model(settings.name());
    FormText form = new FormText(settings.inputs());
    Nomenclature tree = Nomenclature.read(settings.root(), levels, modalities);
    List<String> codes = IntStream.of(tree.leaves()).mapToObj(tree::code).toList();
    Map<String, Integer> leafByCode = new HashMap<>();
    for (int leaf = 0; leaf < codes.size(); leaf++) {
      leafByCode.put(codes.get(leaf), leaf);
    }
    LabelledTexts nodeTexts = NodeTexts.ofTree(tree, form.inputs().get(0));
    for (String file : settings.extraTexts()) {
      NodeTexts.addFile(nodeTexts, Path.of(file), tree, form.inputs().get(0));
    }
    Sessions.describe(spark, model + ": counting wordings of " + config.tables().trainingForms());
    try (TrainingForms read =
        TrainingForms.read(forms, form, settings.truth(), leafByCode, config.seed())) {
      refuseTooFew(read);
      Trained trained = train(form, tree, nodeTexts, read);
      return store(forms, form, tree, read, trained);
    }
  }

  /** A coder that learned all forms, with what was measured before it learned the test part. */
  private record Trained(NomenclatureCoder coder, Map<String, Double> metrics) {}

  private Trained train(
      FormText form, Nomenclature tree, LabelledTexts nodeTexts, TrainingForms forms)
      throws IOException {
    Optional<VectorStart> vectors = Optional.empty();
    if (settings.vectors().isPresent()) {
      vectors = Optional.of(VectorsOfWords.read(Path.of(settings.vectors().get())));
    }
    CoderTraining training = new CoderTraining(form, tree, EncoderPlan.all(config.seed(), vectors));
    Sessions.describe(spark, model(settings.name()) + ": training the encoder");
    CoderTraining.Chosen chosen =
        training.choose(
            knowledge(form, nodeTexts, forms, Split.TRAIN),
            forms.heldOut(Split.VALIDATION),
            settings.targetPrecision());
    Map<String, Double> metrics =
        new TreeMap<>(CoderMeasures.of(chosen.coder(), forms.heldOut(Split.TEST)));
    metrics.put("threshold", chosen.coder().automatic().threshold());
    Sessions.describe(spark, model(settings.name()) + ": training the encoder on all forms");
    NomenclatureCoder all =
        training.learn(knowledge(form, nodeTexts, forms, Split.values()), chosen);
    return new Trained(all, metrics);
  }

  private static Knowledge knowledge(
      FormText form, LabelledTexts nodeTexts, TrainingForms forms, Split... splits) {
    int fields = form.inputs().size();
    return new Knowledge(
        forms.texts(fields, splits),
        nodeTexts,
        forms.encoded(fields, splits),
        Knowledge.prior(forms.leafCounts(splits)));
  }

  private Result store(
      Dataset<Row> forms, FormText form, Nomenclature tree, TrainingForms read, Trained trained)
      throws IOException {
    String model = model(settings.name());
    Set<String> columns = new LinkedHashSet<>(List.of(Rp.CABBI));
    columns.addAll(form.columns());
    columns.addAll(FormText.truthColumns(settings.truth()));
    TrainingFacts facts =
        new TrainingFacts(
            config.seed(), DataFingerprint.of(forms, List.copyOf(columns)), trained.metrics());
    try (TrainingFolder folder = TrainingFolder.create(config.workDirectory());
        ModelStore store = ModelStore.open(config.store())) {
      List<String> probes =
          IntStream.of(tree.leaves())
              .mapToObj(leaf -> FieldCleaner.clean(form.inputs().get(0), tree.label(leaf)))
              .filter(label -> label != null)
              .limit(PROBES)
              .toList();
      CoderFiles.write(folder.path(), trained.coder(), probes);
      folder.describe(config.rendered(), facts, read.counts());
      String training = store.saveTraining(model, folder.path(), facts);
      return new Result(model, training, Map.copyOf(read.counts()), facts.metrics());
    }
  }

  private void refuseTooFew(TrainingForms read) {
    int validation = read.heldOut(Split.VALIDATION).size();
    if (validation < MIN_HELD_OUT) {
      throw new RefusedInputException(
          "%s: only %d forms of %s have a text and a known code (%s), the threshold would be chosen on %d of them: at least %d are needed"
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
