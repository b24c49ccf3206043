package fr.recap.nomenclature;

import fr.recap.nomenclature.TrainingForms.HeldOut;
import java.util.List;
import java.util.Optional;

/**
 * Learns the lexical coder, the baseline of the combined one: sharpness and weights of the fields
 * by {@link ParameterSearch}, no encoder.
 */
final class LexicalTrainer {
  private final FormText form;
  private final Nomenclature tree;

  LexicalTrainer(FormText form, Nomenclature tree) {
    this.form = form;
    this.tree = tree;
  }

  /** Learns from texts and chooses on forms that are not among them. */
  NomenclatureCoder choose(TrainingTexts texts, List<HeldOut> heldOut, double targetPrecision) {
    LexicalCoder learned = texts.lexical();
    LexicalParameters parameters = new ParameterSearch(learned, heldOut, Aim.TOP_1).best();
    NomenclatureCoder open = coder(learned, parameters.sharpness(), null, null);
    double[] weights = new double[open.weights().length];
    weights[0] = 1;
    for (int field = 0; field < parameters.weights().size(); field++) {
      weights[field + 1] = parameters.weights().get(field);
    }
    Ranking[] rankings = new Ranking[heldOut.size()];
    boolean[] correct = new boolean[rankings.length];
    for (int i = 0; i < rankings.length; i++) {
      rankings[i] = open.rank(heldOut.get(i).cleaned(), List.of(weights)).get(0);
      correct[i] = rankings[i].leaf(0) == heldOut.get(i).leaf();
    }
    return coder(
        learned,
        parameters.sharpness(),
        weights,
        AutomaticCoding.fit(rankings, correct, targetPrecision));
  }

  /** Learns from more texts, keeping what was chosen. */
  NomenclatureCoder learn(TrainingTexts texts, NomenclatureCoder chosen) {
    return coder(
        texts.lexical(), chosen.components().sharpness(), chosen.weights(), chosen.automatic());
  }

  private NomenclatureCoder coder(
      LexicalCoder learned, double sharpness, double[] weights, AutomaticCoding automatic) {
    Components components =
        new Components(tree, form.inputs().get(0), learned, sharpness, List.of(), Optional.empty());
    return new NomenclatureCoder(
        form, components, weights == null ? LeafFeatures.start(components) : weights, automatic);
  }
}
