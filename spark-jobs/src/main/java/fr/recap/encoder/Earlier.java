package fr.recap.encoder;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An earlier model whose parameters another one begins with, as far as they have the same. */
final class Earlier {
  private final EncoderModel model;
  private final int[] leafOfEarlier;

  /**
   * @param leafOfEarlier for each leaf of the model its position in the other one, or -1
   */
  Earlier(EncoderModel model, int[] leafOfEarlier) {
    this.model = model;
    this.leafOfEarlier = leafOfEarlier;
  }

  /**
   * Overwrites rows of known words and buckets, leaves with the same code, and all dense parts.
   *
   * @param frozenRows rows below are left as they are
   */
  void carryOver(Parameters start, Vocabulary vocabulary, int frozenRows) {
    Parameters from = model.parameters();
    int width = start.shape.width();
    Vocabulary known = model.vocabulary();
    Map<String, Integer> rows = new HashMap<>();
    List<String> words = vocabulary.words();
    for (int row = 0; row < words.size(); row++) {
      rows.put(words.get(row), row);
    }
    List<String> before = known.words();
    for (int row = 0; row < before.size(); row++) {
      int to = rows.getOrDefault(before.get(row), -1);
      if (to >= frozenRows) {
        System.arraycopy(from.embeddings, row * width, start.embeddings, to * width, width);
      }
    }
    int buckets = vocabulary.rows() - vocabulary.wordCount();
    if (buckets == known.rows() - known.wordCount()) {
      System.arraycopy(
          from.embeddings,
          known.wordCount() * width,
          start.embeddings,
          vocabulary.wordCount() * width,
          buckets * width);
    }
    copy(from.gains, start.gains);
    copy(from.biases, start.biases);
    copy(from.dense, start.dense);
    copy(from.denseBias, start.denseBias);
    copy(from.scale, start.scale);
    int out = start.shape.out();
    for (int leaf = 0; leaf < leafOfEarlier.length; leaf++) {
      int to = leafOfEarlier[leaf];
      if (to >= 0) {
        System.arraycopy(from.nodeOffsets, leaf * out, start.nodeOffsets, to * out, out);
        start.leafBias[to] = from.leafBias[leaf];
      }
    }
  }

  private static void copy(float[] from, float[] to) {
    System.arraycopy(from, 0, to, 0, to.length);
  }
}
