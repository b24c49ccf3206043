package fr.recap.nomenclature;

import fr.recap.config.ConfigLoader;
import fr.recap.encoder.VectorStart;
import fr.recap.nomenclature.TrainingForms.HeldOut;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Trains coders on labelled texts in memory, for experiments and benches. What is chosen is chosen
 * on validation texts, then the coder learns them too.
 */
public final class TextStudy {
  private final FormText form;
  private final Nomenclature tree;
  private final double targetPrecision;
  private final double[] frequencies;
  private final int[][] below;
  private final RelatedTexts related = new RelatedTexts();
  private final Map<Integer, Integer> leafOfNode = new HashMap<>();

  /**
   * A text or form with its code.
   *
   * @param code of a node at any level; a form's must be a leaf
   * @param texts one a field, null where it is empty; one alone is the main field
   * @param weight positive
   * @param form whether it is a whole form and not a text about a node
   */
  public record Labelled(String code, List<String> texts, double weight, boolean form) {}

  /**
   * @param frequencies of leaves by code, for the prior; may be empty
   * @param targetPrecision of the automatic coding
   */
  public TextStudy(
      FormText form, Nomenclature tree, Map<String, Double> frequencies, double targetPrecision) {
    this.form = form;
    this.tree = tree;
    this.targetPrecision = targetPrecision;
    int[] leaves = tree.leaves();
    this.frequencies = new double[leaves.length];
    for (int leaf = 0; leaf < leaves.length; leaf++) {
      leafOfNode.put(leaves[leaf], leaf);
      this.frequencies[leaf] =
          Frequencies.damped(frequencies.getOrDefault(tree.code(leaves[leaf]), 0.0));
    }
    this.below = tree.leavesBelow();
  }

  /**
   * Adds texts without a code that mean about the same, for {@link #combined}.
   *
   * @param group their name
   */
  public void relate(String group, List<String> texts) {
    texts.forEach(text -> related.add(group, FieldCleaner.clean(form.inputs().get(0), text)));
  }

  /** The lexical coder. */
  public NomenclatureCoder lexical(
      List<Labelled> train, List<Labelled> validation, List<Labelled> all) {
    LexicalTrainer trainer = new LexicalTrainer(form, tree);
    NomenclatureCoder chosen = trainer.choose(knowledge(train), forms(validation), targetPrecision);
    return trainer.learn(knowledge(all), chosen);
  }

  /**
   * The combined coder.
   *
   * @param vectors of words, which help where labelled texts are few
   */
  public NomenclatureCoder combined(
      List<Labelled> train,
      List<Labelled> validation,
      List<Labelled> all,
      Optional<VectorStart> vectors,
      long seed) {
    CoderTraining training =
        new CoderTraining(
            form,
            tree,
            EncoderPlan.all(
                ConfigLoader.defaults().nomenclature("naf").learning().encoder(), seed, vectors),
            Aim.TOP_1,
            CoderStart.ANEW);
    return training.learn(
        "learn",
        knowledge(all),
        training.choose(knowledge(train), forms(validation), targetPrecision).decision());
  }

  private TrainingTexts knowledge(List<Labelled> labelled) {
    double[] counts = frequencies.clone();
    List<HeldOut> forms = forms(labelled);
    forms.forEach(form -> counts[form.leaf()]++);
    float[] prior = TrainingTexts.prior(counts);
    List<LabelledTexts> byField = new ArrayList<>();
    for (int field = 0; field < form.inputs().size(); field++) {
      LabelledTexts texts = new LabelledTexts();
      for (HeldOut held : forms) {
        texts.add(held.texts().get(field), held.leaf(), 1);
      }
      byField.add(texts);
    }
    LabelledTexts nodeTexts = new LabelledTexts();
    String main = form.inputs().get(0);
    for (Labelled text : labelled) {
      OptionalInt node = tree.find(text.code());
      if (!text.form() && node.isPresent()) {
        NodeTexts.spread(
            nodeTexts,
            FieldCleaner.clean(main, text.texts().get(0)),
            below[node.getAsInt()],
            prior,
            text.weight());
      }
    }
    return new TrainingTexts(byField, nodeTexts, EncodedForms.of(forms), prior, related);
  }

  private List<HeldOut> forms(List<Labelled> labelled) {
    List<HeldOut> forms = new ArrayList<>();
    for (Labelled text : labelled) {
      OptionalInt node = tree.find(text.code());
      Integer leaf = node.isPresent() ? leafOfNode.get(node.getAsInt()) : null;
      if (text.form() && leaf != null) {
        String[] cleaned = NomenclatureCoder.clean(form, text.texts().toArray(String[]::new));
        if (cleaned[0] != null) {
          forms.add(new HeldOut(java.util.Arrays.asList(cleaned), leaf));
        }
      }
    }
    return forms;
  }
}
