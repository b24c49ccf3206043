package fr.recap.nomenclature;

import fr.recap.encoder.EncoderInput;
import fr.recap.encoder.EncoderSettings;
import fr.recap.encoder.Epochs;
import fr.recap.encoder.Example;
import fr.recap.encoder.TokenBlock;
import fr.recap.encoder.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** What a coder learns from: texts of nodes, labelled forms, or both. */
final class TrainingTexts {
  /** A leaf that no form has is as likely as half a form. */
  private static final double PRIOR_FORMS = 0.5;

  private final List<LabelledTexts> byField;
  private final LabelledTexts nodeTexts;
  private final EncodedForms forms;
  private final float[] prior;
  private final RelatedTexts related;

  /**
   * @param formTexts labelled texts of each field of the forms; empty where there are no forms
   * @param nodeTexts labelled texts of the main field that don't come from forms
   * @param forms whole forms for the encoder
   * @param prior share of each leaf, positive
   * @param related texts without a code
   */
  TrainingTexts(
      List<LabelledTexts> formTexts,
      LabelledTexts nodeTexts,
      EncodedForms forms,
      float[] prior,
      RelatedTexts related) {
    List<LabelledTexts> all = new ArrayList<>();
    for (int field = 0; field < formTexts.size(); field++) {
      LabelledTexts texts = new LabelledTexts();
      texts.addAll(formTexts.get(field));
      if (field == 0) {
        texts.addAll(nodeTexts);
      }
      all.add(texts);
    }
    this.byField = all;
    this.nodeTexts = nodeTexts;
    this.forms = forms;
    this.prior = prior.clone();
    this.related = related;
  }

  /** Shares of leaves by their numbers of forms. */
  static float[] prior(double[] counts) {
    double total = 0;
    for (double count : counts) {
      total += count + PRIOR_FORMS;
    }
    float[] prior = new float[counts.length];
    for (int leaf = 0; leaf < prior.length; leaf++) {
      prior[leaf] = (float) ((counts[leaf] + PRIOR_FORMS) / total);
    }
    return prior;
  }

  List<LabelledTexts> byField() {
    return byField;
  }

  float[] prior() {
    return prior.clone();
  }

  LexicalCoder lexical() {
    List<LexicalIndex> indices = new ArrayList<>();
    for (LabelledTexts field : byField) {
      indices.add(LexicalIndexBuilder.build(field));
    }
    return new LexicalCoder(indices, prior);
  }

  /** Votes by way of the texts without a code; empty if there are none. */
  Optional<RelatedVotes> related() {
    return related.isEmpty()
        ? Optional.empty()
        : Optional.of(RelatedVotes.learn(related, byField.get(0), prior.length));
  }

  /** Epochs over the node texts and the forms. */
  Epochs epochs(EncoderSettings settings, EncoderInput input) {
    return forms.epochs(settings, input, nodeExamples(input.vocabulary(), input.shape().fields()));
  }

  private List<Example> nodeExamples(Vocabulary vocabulary, int fields) {
    List<Example> examples = new ArrayList<>();
    nodeTexts
        .byText()
        .forEach(
            (text, leaves) -> {
              String[] cleaned = new String[fields];
              cleaned[0] = text;
              examples.add(example(blocks(vocabulary, cleaned), leaves));
            });
    return examples;
  }

  /** A text that stands for many leaves counts once. */
  private static Example example(TokenBlock[] blocks, SortedMap<Integer, Double> labels) {
    int[] leaves = labels.keySet().stream().mapToInt(Integer::intValue).toArray();
    float[] shares = new float[leaves.length];
    double total = 0;
    for (double weight : labels.values()) {
      total += weight;
    }
    int at = 0;
    for (double weight : labels.values()) {
      shares[at++] = (float) (weight / total);
    }
    return new Example(blocks, leaves, shares, (float) Math.min(1, total));
  }

  static TokenBlock[] blocks(Vocabulary vocabulary, String[] cleaned) {
    TokenBlock[] blocks = new TokenBlock[cleaned.length];
    for (int field = 0; field < blocks.length; field++) {
      blocks[field] = vocabulary.tokens(cleaned[field]);
    }
    return blocks;
  }
}
