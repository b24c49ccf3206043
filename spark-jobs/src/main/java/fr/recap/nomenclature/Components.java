package fr.recap.nomenclature;

import fr.recap.encoder.EncoderModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parts whose opinions of a form are combined; immutable. */
final class Components {
  /** Words of all fields; what is remembered has room for as many that come. */
  private static final int EXPECTED = 1 << 13;

  private final Nomenclature tree;
  private final LexicalCoder lexical;
  private final double sharpness;
  private final List<EncoderModel> encoders;
  private final Optional<RelatedVotes> related;
  private final LabelTrigrams trigrams;
  private final float[] logPrior;

  /** The number of each leaf's parent among the parents of leaves. */
  private final int[] groups;

  private final int groupCount;

  /**
   * @param mainField first input of the forms, whose cleaning the labels get
   * @param sharpness of the lexical votes
   * @param encoders perhaps none
   * @param related votes by way of texts without a code; empty for none
   */
  Components(
      Nomenclature tree,
      String mainField,
      LexicalCoder lexical,
      double sharpness,
      List<EncoderModel> encoders,
      Optional<RelatedVotes> related) {
    this.related = related;
    this.tree = tree;
    this.lexical = lexical;
    this.sharpness = sharpness;
    this.encoders = List.copyOf(encoders);
    int[] leaves = tree.leaves();
    List<String> labels = new ArrayList<>();
    groups = new int[leaves.length];
    Map<Integer, Integer> parents = new HashMap<>();
    for (int leaf = 0; leaf < leaves.length; leaf++) {
      String label = FieldCleaner.clean(mainField, tree.label(leaves[leaf]));
      labels.add(label == null ? "" : label);
      Integer group = parents.putIfAbsent(tree.parent(leaves[leaf]), parents.size());
      groups[leaf] = group == null ? parents.size() - 1 : group;
    }
    groupCount = parents.size();
    trigrams = new LabelTrigrams(labels);
    float[] prior = lexical.prior();
    logPrior = new float[prior.length];
    for (int leaf = 0; leaf < prior.length; leaf++) {
      logPrior[leaf] = (float) Math.log(prior[leaf]);
    }
  }

  /**
   * Prepares for the frequent words of the labelled texts, so that the first forms are coded as
   * fast as later ones.
   */
  void expectFrequentWords() {
    int most = EXPECTED / lexical.indices().size();
    for (int field = 0; field < lexical.indices().size(); field++) {
      LexicalIndex index = lexical.indices().get(field);
      for (String word : index.frequentWords(most)) {
        index.expect(word);
        encoders.forEach(encoder -> encoder.expect(word));
        if (field == 0) {
          trigrams.expect(word);
          related.ifPresent(votes -> votes.expect(word));
        }
      }
    }
  }

  Nomenclature tree() {
    return tree;
  }

  LexicalCoder lexical() {
    return lexical;
  }

  double sharpness() {
    return sharpness;
  }

  List<EncoderModel> encoders() {
    return encoders;
  }

  Optional<RelatedVotes> related() {
    return related;
  }

  LabelTrigrams trigrams() {
    return trigrams;
  }

  /** [leaf]; shared, not to be changed. */
  float[] logPrior() {
    return logPrior;
  }

  int leafCount() {
    return logPrior.length;
  }

  int group(int leaf) {
    return groups[leaf];
  }

  int groupCount() {
    return groupCount;
  }
}
