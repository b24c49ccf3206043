package fr.recap.nomenclature;

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
    long[] best = new long[Math.min(limit, count)];
    int kept = 0;
    float least = 0;
    for (int i = 0; i < count; i++) {
      int text = touched[i];
      float sum = sums[text];
      sums[text] = 0;
      if (sum < least) {
        continue;
      }
      long key = key(sum, text);
      if (kept == best.length && key < best[kept - 1]) {
        continue;
      }
      int at = kept < best.length ? kept++ : kept - 1;
      while (at > 0 && key > best[at - 1]) {
        best[at] = best[at - 1];
        at--;
      }
      best[at] = key;
      least = kept == best.length ? sum(best[kept - 1]) : 0;
    }
    count = 0;
    return neighbours(best);
  }

  private static Neighbours neighbours(long[] best) {
    int[] texts = new int[best.length];
    float[] similarities = new float[best.length];
    for (int i = 0; i < best.length; i++) {
      texts[i] = Integer.MAX_VALUE - (int) best[i];
      similarities[i] = sum(best[i]);
    }
    return new Neighbours(texts, similarities);
  }

  /** Orders by sum, positive, and equal sums by text, the first one the highest. */
  private static long key(float sum, int text) {
    return ((long) Float.floatToRawIntBits(sum) << 32) | (Integer.MAX_VALUE - text);
  }

  private static float sum(long key) {
    return Float.intBitsToFloat((int) (key >>> 32));
  }
}
