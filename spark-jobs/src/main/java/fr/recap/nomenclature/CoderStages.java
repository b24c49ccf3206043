package fr.recap.nomenclature;

import fr.recap.config.NomenclatureSettings;
import fr.recap.config.RecapConfig;
import fr.recap.metrics.OutOfFold;
import fr.recap.metrics.Split;
import fr.recap.monitoring.Profile;
import fr.recap.runtime.Sessions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;

/**
 * The trainings of a coder, one after the other: of one that chooses and is measured, of the one
 * that is published, and where others ask for codes of the training forms, of one that has learned
 * the held-out forms alone. Each coder is written into the folder of the training before the next
 * one is trained, so that memory holds one at a time.
 */
final class CoderStages {
  private static final int PROBES = 5;

  private final SparkSession spark;
  private final RecapConfig config;
  private final NomenclatureSettings settings;
  private final boolean notesOnly;
  private final NomenclatureSource known;
  private final CoderTraining training;
  private final Path folder;

  /**
   * @param folder of the training
   */
  CoderStages(
      SparkSession spark,
      RecapConfig config,
      NomenclatureSettings settings,
      TrainNomenclature.How how,
      NomenclatureSource known,
      CoderTraining training,
      Path folder) {
    this.spark = spark;
    this.config = config;
    this.settings = settings;
    this.notesOnly = how.notesOnly();
    this.known = known;
    this.training = training;
    this.folder = folder;
  }

  /** Learns coded forms and all that is known. */
  Trained onForms(TrainingForms forms) throws IOException {
    return chooseAndLearn(known.all(), forms);
  }

  /** Learns phrases, a part of which stands for forms to choose on if they are enough. */
  Trained onNotes(TrainingForms phrases) throws IOException {
    if (phrases.heldOut(Split.VALIDATION).size() < TrainNomenclature.MIN_HELD_OUT) {
      describe("training on its texts");
      NomenclatureCoder coder =
          training.learnUnchosen(known.with(known.all(), phrases, Split.values()));
      write(coder);
      return new Trained(coder.threshold(), Optional.empty(), Optional.empty());
    }
    LabelledTexts several = new LabelledTexts();
    several.addAll(known.labels());
    several.addAll(known.phrases().ofSeveralLeaves());
    return chooseAndLearn(several, phrases).withoutProfile();
  }

  /**
   * What is told of a coder that is written.
   *
   * @param threshold of its automatic coding
   * @param measures of the coder that has learned a part
   * @param profile what that one met on the test part, before it was decided on it
   */
  record Trained(
      double threshold, Optional<TrainingMeasures> measures, Optional<Profile.Counter> profile) {
    Trained with(Profile.Counter fields) {
      return new Trained(threshold, measures, profile.map(counter -> counter.merge(fields)));
    }

    Trained withoutProfile() {
      return new Trained(threshold, measures, Optional.empty());
    }

    Map<String, Double> metrics() {
      Map<String, Double> metrics = new TreeMap<>();
      measures.ifPresent(
          measured -> {
            metrics.putAll(measured.metrics());
            metrics.put("threshold", threshold);
          });
      return metrics;
    }
  }

  /** What was chosen and measured with a coder that is not needed any more. */
  private record Choice(
      CoderTraining.Decision decision,
      OutOfFold outOfFold,
      TrainingMeasures measures,
      Profile.Counter profile) {}

  /**
   * Chooses with one coder and learns others.
   *
   * @param nodeTexts that are learned whatever the part
   */
  private Trained chooseAndLearn(LabelledTexts nodeTexts, TrainingForms forms) throws IOException {
    Choice choice = choose(nodeTexts, forms);
    if (crossFits()) {
      describe("training the encoder on the other forms");
      CrossFitted.writeForTrain(
          folder,
          training.learn(
              "cross",
              known.with(nodeTexts, forms, Split.VALIDATION, Split.TEST),
              choice.decision()));
    }
    describe("training the encoder on all forms");
    NomenclatureCoder all =
        training.learn("learn", known.with(nodeTexts, forms, Split.values()), choice.decision());
    NomenclatureCoder coder = notesOnly ? all.withoutAutomaticCoding() : all;
    write(coder);
    if (!notesOnly) {
      choice.outOfFold().write(folder);
    }
    return new Trained(
        coder.threshold(), Optional.of(choice.measures()), Optional.of(choice.profile()));
  }

  private Choice choose(LabelledTexts nodeTexts, TrainingForms forms) throws IOException {
    describe("training the encoder");
    CoderTraining.Chosen chosen =
        training.choose(
            known.with(nodeTexts, forms, Split.TRAIN),
            forms.heldOut(Split.VALIDATION),
            settings.targetPrecision());
    describe("measuring on test forms");
    Tested tested = Tested.of(chosen.coder(), forms.heldOut(Split.TEST));
    TrainingMeasures measures =
        new MeasureTraining(tested)
            .of(
                title(),
                forms.counts(),
                settings.targetPrecision(),
                chosen.losses(),
                new LearningCurve(known, nodeTexts).of(forms));
    CoderTraining.Chosen decided = chosen.decidedOn(tested, settings.targetPrecision());
    if (crossFits()) {
      CrossFitted.writeForOthers(folder, decided.coder(), forms.byGroup(), config.seed());
    }
    return new Choice(
        decided.decision(),
        decided.outOfFold(settings.targetPrecision()),
        measures,
        profile(tested, forms.heldOut(Split.TEST)));
  }

  /** Whether other trainings ask for codes by coders that have not learned the form. */
  private boolean crossFits() {
    return !notesOnly && settings.name().equals(config.activity().name());
  }

  private static Profile.Counter profile(Tested tested, List<TrainingForms.HeldOut> forms) {
    Profile.Counter counter = new Profile.Counter(tested.coder().threshold());
    for (int form = 0; form < tested.size(); form++) {
      counter.score(forms.get(form).departement(), tested.probabilities()[form]);
      tested.coder().countCleaned(counter, forms.get(form).cleaned());
    }
    return counter;
  }

  private String title() {
    String model = TrainNomenclature.model(settings.name());
    return notesOnly
        ? model
            + " from its texts alone (left-out texts stand for forms; none is coded automatically)"
        : model;
  }

  private void write(NomenclatureCoder coder) throws IOException {
    Nomenclature tree = known.tree();
    List<String> probes =
        IntStream.of(tree.leaves())
            .mapToObj(leaf -> FieldCleaner.clean(known.main(), tree.label(leaf)))
            .filter(label -> label != null)
            .limit(PROBES)
            .toList();
    CoderFiles.write(folder, coder, probes);
  }

  private void describe(String stage) {
    Sessions.describe(spark, TrainNomenclature.model(settings.name()) + ": " + stage);
  }
}
