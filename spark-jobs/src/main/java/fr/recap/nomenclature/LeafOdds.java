package fr.recap.nomenclature;

import fr.recap.tables.NomenclatureProjections;
import java.util.Arrays;

/**
 * Odds of the leaves of one form after the other, of one thread. Its loops are such that the
 * compiler makes vector instructions of them, with floats for what is summed and doubles for
 * exponentials.
 */
final class LeafOdds {
  /** Below, a thousand leaves together change no digit that counts. */
  private static final double NEGLIGIBLE = -80;

  private final float[] logits;
  private final double[] exponents;
  private final double[] odds;

  /**
   * @param leaves their number
   */
  LeafOdds(int leaves) {
    logits = new float[leaves];
    exponents = new double[leaves];
    odds = new double[leaves];
  }

  /**
   * Ranks the leaves of a form as {@link LeafLogit} weighs them.
   *
   * @param features [feature][leaf]
   * @param weights one a feature
   * @param similarity and the others as those of {@link Ranking}
   */
  Ranking rank(
      float[][] features,
      double[] weights,
      double similarity,
      boolean agreement,
      int filled,
      double evidence) {
    Arrays.fill(logits, 0);
    for (int feature = 0; feature < weights.length; feature++) {
      addScaled(logits, (float) weights[feature], features[feature]);
    }
    int[] leaves = best(NomenclatureProjections.RANKS);
    double highest = logits[leaves[0]];
    for (int leaf = 0; leaf < logits.length; leaf++) {
      exponents[leaf] = logits[leaf] - highest;
    }
    exponentials(exponents, odds);
    double total = 0;
    double moment = 0;
    for (int leaf = 0; leaf < odds.length; leaf++) {
      total += odds[leaf];
      moment += odds[leaf] * exponents[leaf];
    }
    double[] scores = new double[leaves.length];
    for (int rank = 0; rank < leaves.length; rank++) {
      scores[rank] = odds[leaves[rank]] / total;
    }
    double entropy = Math.log(total) - moment / total;
    return new Ranking(leaves, scores, similarity, entropy, agreement, filled, evidence);
  }

  /**
   * Exponentials of numbers of at most 0, to 1e-8 of each above -25 and nearly 0 below: Taylor's
   * series of a 256th, squared eight times.
   */
  static void exponentials(double[] exponents, double[] exponentials) {
    for (int i = 0; i < exponentials.length; i++) {
      double x = Math.max(NEGLIGIBLE, exponents[i]) / 256;
      double p =
          1 + x * (1 + x * (1 / 2.0 + x * (1 / 6.0 + x * (1 / 24.0 + x * (1 / 120.0 + x / 720)))));
      p *= p;
      p *= p;
      p *= p;
      p *= p;
      p *= p;
      p *= p;
      p *= p;
      exponentials[i] = p * p;
    }
  }

  private static void addScaled(float[] to, float factor, float[] from) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * from[i];
    }
  }

  /** The leaves with the highest logits, the best first, equal ones in their order. */
  private int[] best(int limit) {
    int[] leaves = new int[Math.min(limit, logits.length)];
    int kept = 0;
    float least = Float.NEGATIVE_INFINITY;
    for (int leaf = 0; leaf < logits.length; leaf++) {
      float logit = logits[leaf];
      if (logit <= least) {
        continue;
      }
      int at = kept < leaves.length ? kept++ : kept - 1;
      while (at > 0 && logit > logits[leaves[at - 1]]) {
        leaves[at] = leaves[at - 1];
        at--;
      }
      leaves[at] = leaf;
      least = kept == leaves.length ? logits[leaves[kept - 1]] : least;
    }
    return leaves;
  }
}
