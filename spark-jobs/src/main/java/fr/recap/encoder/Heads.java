package fr.recap.encoder;

import java.util.Arrays;

/**
 * Scaled dot-product attention of several heads between the words of one text: each head has an
 * equal range of the columns, {@code mixed_i = sum over j of softmax_j(q_i . k_j / sqrt(size))
 * v_j}.
 */
final class Heads {
  private final int heads;
  private final int size;
  private final float scale;

  /** [head][word][word], those of the last {@link #mix}. */
  private float[][][] shares = new float[0][][];

  private float[] slopes = new float[0];

  Heads(int heads, int width) {
    this.heads = heads;
    this.size = width / heads;
    this.scale = (float) (1 / Math.sqrt(size));
  }

  /** Overwrites {@code mixed}, [words][width]. */
  void mix(float[][] query, float[][] key, float[][] value, int words, float[][] mixed) {
    if (slopes.length < words) {
      shares = new float[heads][words][words];
      slopes = new float[words];
    }
    for (int i = 0; i < words; i++) {
      Arrays.fill(mixed[i], 0);
      for (int head = 0; head < heads; head++) {
        int at = head * size;
        float[] share = shares[head][i];
        softmax(query[i], key, at, words, share);
        for (int j = 0; j < words; j++) {
          Vectors.addScaled(mixed[i], at, share[j], value[j], at, size);
        }
      }
    }
  }

  private void softmax(float[] query, float[][] key, int at, int words, float[] share) {
    float highest = Float.NEGATIVE_INFINITY;
    for (int j = 0; j < words; j++) {
      share[j] = scale * Vectors.dot(query, at, key[j], at, size);
      highest = Math.max(highest, share[j]);
    }
    float sum = 0;
    for (int j = 0; j < words; j++) {
      share[j] = (float) Math.exp(share[j] - highest);
      sum += share[j];
    }
    for (int j = 0; j < words; j++) {
      share[j] /= sum;
    }
  }

  /**
   * Takes gradients back through the last {@link #mix}.
   *
   * @param mixedGradient [words][width]
   * @param queryGradient added to, as the next two
   */
  void back(
      float[][] query,
      float[][] key,
      float[][] value,
      int words,
      float[][] mixedGradient,
      float[][] queryGradient,
      float[][] keyGradient,
      float[][] valueGradient) {
    for (int i = 0; i < words; i++) {
      for (int head = 0; head < heads; head++) {
        int at = head * size;
        float[] share = shares[head][i];
        float mean = 0;
        for (int j = 0; j < words; j++) {
          slopes[j] = Vectors.dot(mixedGradient[i], at, value[j], at, size);
          mean += share[j] * slopes[j];
          Vectors.addScaled(valueGradient[j], at, share[j], mixedGradient[i], at, size);
        }
        for (int j = 0; j < words; j++) {
          float slope = scale * share[j] * (slopes[j] - mean);
          Vectors.addScaled(queryGradient[i], at, slope, key[j], at, size);
          Vectors.addScaled(keyGradient[j], at, slope, query[i], at, size);
        }
      }
    }
  }
}
