package fr.recap.nomenclature;

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
      if (weight != 0) {
        LeafVote vote = votes[field];
        for (int i = 0; i < vote.size(); i++) {
          logits[vote.leaf(i)] += weight * logOdds(vote, i);
        }
      }
    }
    return logits;
  }

  /**
   * How much a vote tells: the Kullback-Leibler divergence of what it makes of the prior from the
   * prior itself, in nats. 0 where no text is near, or where those that are have all codes.
   */
  double evidence(LeafVote vote) {
    double trust = TRUST * vote.similarity();
    double sum = Math.log(1 - trust);
    for (int i = 0; i < vote.size(); i++) {
      double share = (1 - trust) * prior[vote.leaf(i)] + trust * vote.share(i);
      sum += share * logOdds(vote, i);
    }
    return Math.max(0, sum);
  }

  /** How much a vote speaks for its i-th leaf: a logarithm, at least 0. */
  double logOdds(LeafVote vote, int i) {
    double trust = TRUST * vote.similarity();
    // Leaves without a vote share the factor 1 - trust, which is left out for all.
    // The plain logarithm is an instruction of its own, log1p a call: what it loses, 1e-16, is
    // nothing here.
    return Math.log(1 + trust * vote.share(i) / (prior[vote.leaf(i)] * (1 - trust)));
  }
}
