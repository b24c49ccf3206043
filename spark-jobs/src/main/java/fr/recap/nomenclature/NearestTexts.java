package fr.recap.nomenclature;

import java.util.Arrays;

/** Sums of one search, kept by a thread for its next one. */
final class NearestTexts {
  private final float[] sums;

  /** One longer than there are texts, for the entry that {@link #addAll} writes and gives up. */
  private final int[] touched;

  private int count;

  NearestTexts(int texts) {
    sums = new float[texts];
    touched = new int[texts + 1];
  }

  /**
   * Adds what one feature speaks for each of its texts.
   *
   * @param factor on the weights, positive
   * @param texts that have the feature from {@code start} to {@code end}, each once
   * @param weights as many, positive
   */
  void addAll(float factor, int[] texts, float[] weights, int start, int end) {
    float[] all = sums;
    int[] list = touched;
    int size = count;
    for (int at = start; at < end; at++) {
      int text = texts[at];
      float sum = all[text];
      // Each is listed, and only first ones are kept: the processor can't predict which are, and
      // wrong predictions would cost more than these writes.
      list[size] = text;
      size += sum == 0 ? 1 : 0;
      all[text] = sum + factor * weights[at];
    }
    count = size;
  }

  /** The best texts; all sums are 0 again afterwards. */
  Neighbours takeBest(int limit) {
    int[] texts = new int[Math.min(limit, count)];
    float[] similarities = new float[texts.length];
    int kept = 0;
    for (int i = 0; i < count; i++) {
      int text = touched[i];
      float sum = sums[text];
      sums[text] = 0;
      if (kept == texts.length && !better(sum, text, similarities[kept - 1], texts[kept - 1])) {
        continue;
      }
      int at = kept < texts.length ? kept++ : kept - 1;
      while (at > 0 && better(sum, text, similarities[at - 1], texts[at - 1])) {
        similarities[at] = similarities[at - 1];
        texts[at] = texts[at - 1];
        at--;
      }
      similarities[at] = sum;
      texts[at] = text;
    }
    count = 0;
    return new Neighbours(Arrays.copyOf(texts, kept), Arrays.copyOf(similarities, kept));
  }

  private static boolean better(float sum, int text, float otherSum, int otherText) {
    return sum > otherSum || (sum == otherSum && text < otherText);
  }
}
