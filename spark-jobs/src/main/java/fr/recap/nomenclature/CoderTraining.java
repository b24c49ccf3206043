package fr.recap.nomenclature;

import fr.recap.encoder.EncoderInput;
import fr.recap.encoder.EncoderModel;
import fr.recap.encoder.EncoderSettings;
import fr.recap.encoder.EncoderTraining;
import fr.recap.encoder.Epochs;
import fr.recap.encoder.Example;
import fr.recap.encoder.Shape;
import fr.recap.encoder.TokenBlock;
import fr.recap.encoder.TreeTargets;
import fr.recap.encoder.Vocabulary;
import fr.recap.encoder.VocabularyBuilder;
import fr.recap.metrics.OutOfFold;
import fr.recap.nomenclature.TrainingForms.HeldOut;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Learns a combined coder in two steps. {@link #choose} learns the parts from one set of texts and
 * chooses on held-out forms: epochs, sharpness, weights of the features, calibration, threshold.
 * {@link #learn} learns the parts again from more texts and keeps what was chosen.
 */
final class CoderTraining {
  /** Sharpness of the lexical votes; validation hardly tells 3 from 10. */
  static final double SHARPNESS = 6;

  private static final int MAX_WORDS = 200_000;

  /** Where no validation tells when to stop. */
  private static final int UNCHOSEN_PASSES = 12;

  private final FormText form;
  private final Nomenclature tree;
  private final List<EncoderPlan> encoders;
  private final Aim aim;
  private final TreeTargets targets;
  private final CoderStart start;

  /**
   * @param encoders how each encoder is trained; none for a coder without
   * @param aim what weights are chosen for
   */
  CoderTraining(
      FormText form, Nomenclature tree, List<EncoderPlan> encoders, Aim aim, CoderStart start) {
    this.start = start;
    this.aim = aim;
    this.form = form;
    this.tree = tree;
    this.encoders = List.copyOf(encoders);
    this.targets = LeafTargets.of(tree);
  }

  /**
   * What was chosen on held-out forms.
   *
   * @param coder the parts as they were learned for the choice, with what was chosen
   * @param validation what was chosen on: each form ranked by weights that were not fitted on it
   * @param passes of each encoder over its examples
   * @param losses validation losses of each encoder by epoch
   */
  record Chosen(
      NomenclatureCoder coder, Tested validation, List<Double> passes, List<List<Double>> losses) {
    /** What {@link #learn} keeps of it, without the coder, which is large. */
    Decision decision() {
      return new Decision(coder.weights(), coder.automatic(), passes);
    }

    /**
     * The same, but that calibration and threshold are chosen on more forms that the parts have not
     * learned: once these are measured, they need not be kept apart any more, and the more there
     * are the smaller is the margin that chance asks for.
     */
    Chosen decidedOn(Tested more, double targetPrecision) {
      Tested all = validation.and(more);
      AutomaticCoding automatic =
          AutomaticCoding.fit(all.rankings(), all.correct(), targetPrecision);
      return new Chosen(coder.with(automatic), all, passes, losses);
    }

    /**
     * What the threshold was chosen from.
     *
     * @param targetPrecision that it was chosen for
     */
    OutOfFold outOfFold(double targetPrecision) {
      return coder
          .automatic()
          .outOfFold(validation.rankings(), validation.correct(), targetPrecision);
    }
  }

  /** What coders that learn other texts keep of a choice. */
  static final class Decision {
    private final double[] weights;
    private final AutomaticCoding automatic;
    private final List<Double> passes;

    /**
     * @param weights of the features
     * @param passes of each encoder over its examples
     */
    Decision(double[] weights, AutomaticCoding automatic, List<Double> passes) {
      this.weights = weights.clone();
      this.automatic = automatic;
      this.passes = List.copyOf(passes);
    }
  }

  /** Learns from texts and chooses on forms that are not among them. */
  Chosen choose(TrainingTexts texts, List<HeldOut> heldOut, double targetPrecision) {
    List<EncoderModel> models = new ArrayList<>();
    List<Double> passes = new ArrayList<>();
    List<List<Double>> losses = new ArrayList<>();
    for (int i = 0; i < encoders.size(); i++) {
      EncoderTraining.Outcome outcome = encode("choose", i, texts, heldOut, OptionalDouble.empty());
      models.add(outcome.model());
      passes.add(outcome.passes());
      losses.add(outcome.losses());
    }
    Components components = components(texts, models);
    WeightChoice choice = WeightChoice.of(form, components, heldOut, aim);
    AutomaticCoding automatic =
        AutomaticCoding.fit(choice.rankings(), choice.correct(), targetPrecision);
    NomenclatureCoder coder = new NomenclatureCoder(form, components, choice.weights(), automatic);
    int[] truths = heldOut.stream().mapToInt(HeldOut::leaf).toArray();
    return new Chosen(coder, new Tested(coder, truths, choice.rankings()), passes, losses);
  }

  /**
   * Learns from other texts, keeping what was chosen.
   *
   * @param step what this is, for its checkpoints
   */
  NomenclatureCoder learn(String step, TrainingTexts texts, Decision decision) {
    List<EncoderModel> models = new ArrayList<>();
    for (int i = 0; i < encoders.size(); i++) {
      OptionalDouble passes = OptionalDouble.of(decision.passes.get(i));
      models.add(encode(step, i, texts, List.of(), passes).model());
    }
    return new NomenclatureCoder(
        form, components(texts, models), decision.weights, decision.automatic);
  }

  /** Learns where there are too few texts to choose on: nothing is ever coded automatically. */
  NomenclatureCoder learnUnchosen(TrainingTexts texts) {
    List<EncoderModel> models = new ArrayList<>();
    for (int i = 0; i < encoders.size(); i++) {
      OptionalDouble passes = OptionalDouble.of(UNCHOSEN_PASSES);
      models.add(encode("learn", i, texts, List.of(), passes).model());
    }
    Components components = components(texts, models);
    return new NomenclatureCoder(
        form, components, LeafFeatures.start(components), AutomaticCoding.NEVER);
  }

  private Components components(TrainingTexts texts, List<EncoderModel> models) {
    return new Components(
        tree, form.inputs().get(0), texts.lexical(), SHARPNESS, models, texts.related());
  }

  /**
   * Trains one encoder.
   *
   * @param passes over the examples; empty for as many as validation prefers
   */
  private EncoderTraining.Outcome encode(
      String step, int number, TrainingTexts texts, List<HeldOut> heldOut, OptionalDouble passes) {
    EncoderPlan plan = encoders.get(number);
    EncoderSettings settings = plan.settings();
    VocabularyBuilder builder = new VocabularyBuilder(MAX_WORDS, plan.buckets());
    for (LabelledTexts field : texts.byField()) {
      field.byText().keySet().forEach(builder::add);
    }
    plan.vectors().ifPresent(vectors -> vectors.addWords(builder));
    Vocabulary vocabulary = builder.build();
    List<Example> validation = new ArrayList<>();
    for (HeldOut held : heldOut) {
      validation.add(
          new Example(
              TrainingTexts.blocks(vocabulary, held.cleaned()),
              new int[] {held.leaf()},
              new float[] {1},
              1));
    }
    TokenBlock[] nodes = new TokenBlock[tree.leaves().length];
    for (int leaf = 0; leaf < nodes.length; leaf++) {
      String label = FieldCleaner.clean(form.inputs().get(0), tree.label(tree.leaves()[leaf]));
      nodes[leaf] = vocabulary.tokens(label);
    }
    Shape shape =
        new Shape(
            vocabulary.rows(),
            settings.width(),
            form.inputs().size(),
            settings.out(),
            nodes.length);
    EncoderInput input =
        new EncoderInput(
            shape, vocabulary, nodes, targets, texts.prior(), plan.start(vocabulary), validation);
    List<String> codes = IntStream.of(tree.leaves()).mapToObj(tree::code).toList();
    try (Epochs epochs = texts.epochs(settings, input)) {
      if (passes.isPresent()) {
        long all = Math.round(passes.getAsDouble() * epochs.perPass());
        settings = settings.withEpochs((int) Math.max(1, all));
      }
      String details = "%s %s %s".formatted(settings, plan.frozen(), codes);
      return new EncoderTraining(settings, start.continued(number, input, codes))
          .train(epochs, start.checkpoints(step + "-" + number, details));
    }
  }
}
