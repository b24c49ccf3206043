package fr.recap.evaluation;

import java.nio.charset.StandardCharsets;

/**
 * How often a form stands in each replicate of a bootstrap: Poisson numbers of mean 1, which need
 * no second look at the forms (Chamandy et al. 2012). They depend on the key alone, so that the
 * replicates don't change with the partitions.
 */
final class PoissonWeights {
  /** Replicates of every bootstrap. */
  static final int REPLICATES = 200;

  /** Probabilities of at most 0, 1, 2... of a Poisson number of mean 1. */
  private static final double[] AT_MOST = atMost();

  private PoissonWeights() {}

  private static double[] atMost() {
    double[] cumulated = new double[10];
    double probability = Math.exp(-1);
    double sum = 0;
    for (int n = 0; n < cumulated.length; n++) {
      sum += probability;
      cumulated[n] = sum;
      probability /= n + 1;
    }
    return cumulated;
  }

  /**
   * Fills in the weights of a form.
   *
   * @param weights 1 at position 0, which is the data itself, then one weight a replicate
   */
  static void of(String key, int[] weights) {
    long state = 0;
    for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
      state = mix(state ^ (b & 0xff));
    }
    weights[0] = 1;
    for (int r = 1; r < weights.length; r++) {
      double uniform = (mix(state + r * 0x9E3779B97F4A7C15L) >>> 11) * 0x1.0p-53;
      int n = 0;
      while (n < AT_MOST.length && uniform >= AT_MOST[n]) {
        n++;
      }
      weights[r] = n;
    }
  }

  /** The finaliser of SplitMix64 (Steele et al. 2014). */
  private static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
