package fr.recap.nomenclature;

import fr.recap.forms.Projection;
import fr.recap.nomenclature.TrainingForms.HeldOut;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What speaks for each leaf of one form after the other, of one thread:
 *
 * <ol>
 *   <li>the logarithm of the prior;
 *   <li>the lexical odds of each field ({@link LexicalCoder#logOdds});
 *   <li>the log-odds of each encoder: its log-probability less that of its best leaf, which takes
 *       no exponential, since a constant of the form changes no probability;
 *   <li>the same of the first encoder, the less similar the nearest text the more of it;
 *   <li>the tree: the logarithm of the lexical share of the leaf's parent;
 *   <li>the share of trigrams in common with the label;
 *   <li>the lexical odds by way of related texts ({@link RelatedVotes}), where there are any.
 * </ol>
 */
final class LeafFeatures {
  /** Keeps logarithms finite where no neighbour speaks for a parent. */
  private static final double TINY = 1e-3;

  private static final double LOG_TINY = Math.log(TINY);

  /** Log-odds below tell nothing more. */
  private static final float LOWEST = -20;

  private final Components components;
  private final FieldVotes votes;
  private final Optional<VoteMemo> related;
  private final LabelTrigrams.Shares trigrams;
  private final LeafOdds odds;
  private final float[][] values;
  private final double[] byGroup;
  private final float[][] units;
  private double similarity;
  private double evidence;
  private int lexicalBest;
  private int encoderBest;

  LeafFeatures(Components components) {
    this.components = components;
    this.votes = new FieldVotes(components.lexical(), components.sharpness());
    this.related = components.related().map(votes -> memo(votes, components.leafCount()));
    this.trigrams = components.trigrams().shares();
    this.odds = new LeafOdds(components.leafCount());
    this.values = new float[names(components).size()][components.leafCount()];
    this.byGroup = new double[components.groupCount()];
    this.units =
        components.encoders().stream()
            .map(encoder -> new float[encoder.shape().out()])
            .toArray(float[][]::new);
  }

  private static VoteMemo memo(RelatedVotes votes, int leaves) {
    LeafVote.Collector ofGroups = new LeafVote.Collector(votes.groups());
    LeafVote.Collector ofLeaves = new LeafVote.Collector(leaves);
    return new VoteMemo(text -> votes.vote(text, ofGroups, ofLeaves));
  }

  /** Names of the features in their order. */
  static List<String> names(Components components) {
    List<String> names = new ArrayList<>(List.of("prior"));
    for (int field = 0; field < components.lexical().indices().size(); field++) {
      names.add("lexical-" + field);
    }
    for (int encoder = 0; encoder < components.encoders().size(); encoder++) {
      names.add("encoder-" + encoder);
    }
    names.addAll(List.of("encoder-doubt", "tree", "trigrams"));
    if (components.related().isPresent()) {
      names.add("related");
    }
    return names;
  }

  /** Weights before anything is learned: lexical and encoder as one another's equals. */
  static double[] start(Components components) {
    List<String> names = names(components);
    double[] start = new double[names.size()];
    for (int i = 0; i < start.length; i++) {
      String name = names.get(i);
      start[i] =
          name.equals("lexical-0")
              ? 0.5
              : name.startsWith("lexical-")
                  ? 0.1
                  : name.equals("related")
                      ? 0.3
                      : name.matches("encoder-\\d+") ? 0.5 / components.encoders().size() : 0;
    }
    return start;
  }

  /**
   * Computes the features of a form.
   *
   * @param cleaned texts in order of the inputs
   * @return [feature][leaf], valid until the next call
   */
  float[][] of(String[] cleaned) {
    int leaves = components.leafCount();
    int feature = 0;
    System.arraycopy(components.logPrior(), 0, values[feature++], 0, leaves);
    LeafVote[] all = votes.of(cleaned);
    for (LeafVote vote : all) {
      odds(vote, values[feature++]);
    }
    similarity = all[0].similarity();
    evidence = components.lexical().evidence(all[0]);
    lexicalBest = best(values[1]);
    float[] first = null;
    for (int encoder = 0; encoder < units.length; encoder++) {
      components.encoders().get(encoder).encode(cleaned, values[feature], units[encoder]);
      int best = toOdds(values[feature]);
      if (first == null) {
        first = values[feature];
        encoderBest = best;
      }
      feature++;
    }
    if (first == null) {
      encoderBest = lexicalBest;
    }
    float[] doubt = values[feature++];
    for (int leaf = 0; first != null && leaf < leaves; leaf++) {
      doubt[leaf] = (float) (1 - similarity) * first[leaf];
    }
    tree(all[0], values[feature++]);
    trigrams.of(cleaned[0], values[feature++]);
    if (related.isPresent()) {
      odds(related.get().of(cleaned[0]), values[feature]);
    }
    return values;
  }

  private void odds(LeafVote vote, float[] odds) {
    Arrays.fill(odds, 0);
    for (int i = 0; i < vote.size(); i++) {
      odds[vote.leaf(i)] = (float) components.lexical().logOdds(vote, i);
    }
  }

  /** Where the last form lies by the first encoder; none for a form without a word. */
  Projection projection(String[] cleaned) {
    return units.length == 0 || Arrays.stream(cleaned).allMatch(Objects::isNull)
        ? Projection.NONE
        : Projection.of(units[0].clone());
  }

  /** The features of a form whose leaf is known, to fit weights on. */
  LeafLogit.Observation observe(HeldOut form) {
    float[][] kept = of(form.cleaned()).clone();
    for (int feature = 0; feature < kept.length; feature++) {
      kept[feature] = kept[feature].clone();
    }
    return new LeafLogit.Observation(kept, form.leaf());
  }

  /** Takes the highest from all. */
  private static int toOdds(float[] logits) {
    int best = best(logits);
    float highest = logits[best];
    for (int leaf = 0; leaf < logits.length; leaf++) {
      logits[leaf] = Math.max(LOWEST, logits[leaf] - highest);
    }
    return best;
  }

  private void tree(LeafVote vote, float[] feature) {
    Arrays.fill(byGroup, 0);
    for (int i = 0; i < vote.size(); i++) {
      byGroup[components.group(vote.leaf(i))] += vote.share(i);
    }
    for (int group = 0; group < byGroup.length; group++) {
      byGroup[group] = byGroup[group] == 0 ? LOG_TINY : Math.log(TINY + byGroup[group]);
    }
    for (int leaf = 0; leaf < feature.length; leaf++) {
      feature[leaf] = (float) byGroup[components.group(leaf)];
    }
  }

  private static int best(float[] values) {
    int best = 0;
    for (int leaf = 1; leaf < values.length; leaf++) {
      if (values[leaf] > values[best]) {
        best = leaf;
      }
    }
    return best;
  }

  /**
   * Ranks the leaves of a form.
   *
   * @param cleaned texts in order of the inputs
   * @param weights one a feature
   */
  Ranking rank(String[] cleaned, double[] weights) {
    of(cleaned);
    return rankAgain(cleaned, weights);
  }

  /** Ranks the leaves of the last form, which {@code cleaned} is, by other weights. */
  Ranking rankAgain(String[] cleaned, double[] weights) {
    int filled = 0;
    for (String text : cleaned) {
      filled += text == null ? 0 : 1;
    }
    return odds.rank(values, weights, similarity, lexicalBest == encoderBest, filled, evidence);
  }
}
