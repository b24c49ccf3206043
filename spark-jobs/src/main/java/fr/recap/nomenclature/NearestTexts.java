package fr.recap.nomenclature;

import java.util.Arrays;

/** Sums of one search, kept by a thread for its next one. */
final class NearestTexts {
  private final float[] sums;
  private final int[] touched;
  private int count;

  NearestTexts(int texts) {
    sums = new float[texts];
    touched = new int[texts];
  }

  void add(int text, float weight) {
    if (sums[text] == 0) {
      touched[count++] = text;
    }
    sums[text] += weight;
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
