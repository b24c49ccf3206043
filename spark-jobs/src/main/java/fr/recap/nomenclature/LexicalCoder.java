package fr.recap.nomenclature;

import fr.recap.tables.NomenclatureProjections;
import java.util.Arrays;
import java.util.List;

/**
 * Codes by the nearest labelled texts: each field's neighbours vote for leaves, and the votes are
 * combined over the prior of the leaves as independent evidence,
 *
 * <pre>score(c) ~ prior(c) * product over fields f of (p_f(c) / prior(c)) ^ weight_f</pre>
 *
 * where {@code p_f} mixes the vote with the prior, the less similar the nearest text, the more of
 * it.
 */
final class LexicalCoder {
  /** Even an equal text may have been given another code. */
  private static final double TRUST = 0.98;

  private final List<LexicalIndex> indices;
  private final float[] prior;
  private final double[] logPrior;

  /**
   * @param indices one a field, the main one first
   * @param prior share of each leaf, positive
   */
  LexicalCoder(List<LexicalIndex> indices, float[] prior) {
    this.indices = List.copyOf(indices);
    this.prior = prior.clone();
    this.logPrior = new double[prior.length];
    for (int leaf = 0; leaf < prior.length; leaf++) {
      logPrior[leaf] = Math.log(prior[leaf]);
    }
  }

  List<LexicalIndex> indices() {
    return indices;
  }

  float[] prior() {
    return prior.clone();
  }

  int leafCount() {
    return prior.length;
  }

  /** Combines the votes of the fields; those of empty fields are {@link LeafVote#NONE}. */
  Ranking rank(LeafVote[] votes, List<Double> weights) {
    double[] logits = logits(votes, weights);
    int[] leaves = best(logits, Math.min(NomenclatureProjections.RANKS, logits.length));
    double highest = logits[leaves[0]];
    double total = 0;
    for (double logit : logits) {
      total += Math.exp(logit - highest);
    }
    double[] scores = new double[leaves.length];
    for (int rank = 0; rank < leaves.length; rank++) {
      scores[rank] = Math.exp(logits[leaves[rank]] - highest) / total;
    }
    return new Ranking(leaves, scores, votes[0].similarity());
  }

  /** Position of a leaf in the order of scores, 0 the best. */
  int rankOf(int leaf, LeafVote[] votes, List<Double> weights) {
    double[] logits = logits(votes, weights);
    int better = 0;
    for (int other = 0; other < logits.length; other++) {
      if (logits[other] > logits[leaf] || (logits[other] == logits[leaf] && other < leaf)) {
        better++;
      }
    }
    return better;
  }

  private double[] logits(LeafVote[] votes, List<Double> weights) {
    double[] logits = logPrior.clone();
    for (int field = 0; field < votes.length; field++) {
      double weight = weights.get(field);
      LeafVote vote = votes[field];
      if (weight == 0) {
        continue;
      }
      double trust = TRUST * vote.similarity();
      for (int i = 0; i < vote.size(); i++) {
        int leaf = vote.leaf(i);
        // Leaves without a vote share the factor 1 - trust, which is left out for all.
        double odds = trust * vote.share(i) / (prior[leaf] * (1 - trust));
        logits[leaf] += weight * Math.log1p(odds);
      }
    }
    return logits;
  }

  private static int[] best(double[] logits, int limit) {
    int[] leaves = new int[limit];
    int kept = 0;
    for (int leaf = 0; leaf < logits.length; leaf++) {
      if (kept == limit && logits[leaf] <= logits[leaves[kept - 1]]) {
        continue;
      }
      int at = kept < limit ? kept++ : kept - 1;
      while (at > 0 && logits[leaf] > logits[leaves[at - 1]]) {
        leaves[at] = leaves[at - 1];
        at--;
      }
      leaves[at] = leaf;
    }
    return Arrays.copyOf(leaves, kept);
  }
}
