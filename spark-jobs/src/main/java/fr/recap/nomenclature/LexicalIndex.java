package fr.recap.nomenclature;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds the labelled texts of one field that are nearest to a text by TF-IDF.
 *
 * <p>The similarity is the mean of two cosines, that of stems and that of character 3-4-grams, each
 * weighed by {@code (1 + ln tf) (1 + ln((1 + N) / (1 + df)))}. Immutable but for a scratch of each
 * thread.
 */
final class LexicalIndex {
  /** Labelled texts that vote. */
  static final int NEIGHBOURS = 30;

  private final FeatureTable features;

  /** By feature; 0 for one that is too frequent to be looked at. */
  private final float[] idf;

  private final float unseenIdf;

  /** Postings of feature f lie from starts[f] to starts[f + 1]. */
  private final int[] starts;

  private final int[] postingTexts;
  private final float[] postingWeights;

  /** Leaves of text t lie from leafStarts[t] to leafStarts[t + 1]. */
  private final int[] leafStarts;

  private final int[] leaves;
  private final float[] leafWeights;
  private final TextPool texts;
  private final ThreadLocal<NearestTexts> scratch;

  LexicalIndex(
      long[] keys,
      float[] idf,
      float unseenIdf,
      int[] starts,
      int[] postingTexts,
      float[] postingWeights,
      int[] leafStarts,
      int[] leaves,
      float[] leafWeights,
      TextPool texts) {
    this.features = new FeatureTable(keys);
    this.idf = idf;
    this.unseenIdf = unseenIdf;
    this.starts = starts;
    this.postingTexts = postingTexts;
    this.postingWeights = postingWeights;
    this.leafStarts = leafStarts;
    this.leaves = leaves;
    this.leafWeights = leafWeights;
    this.texts = texts;
    int size = leafStarts.length - 1;
    this.scratch = ThreadLocal.withInitial(() -> new NearestTexts(size));
  }

  /** Number of texts. */
  int size() {
    return leafStarts.length - 1;
  }

  /** A text by its number, cleaned. */
  String text(int text) {
    return texts.get(text);
  }

  /** The leaves that a text was given, with their weights. */
  SortedMap<Integer, Double> labels(int text) {
    SortedMap<Integer, Double> labels = new TreeMap<>();
    for (int at = leafStarts[text]; at < leafStarts[text + 1]; at++) {
      labels.put(leaves[at], (double) leafWeights[at]);
    }
    return labels;
  }

  /** The nearest texts to a cleaned text, the best first; none if nothing is shared. */
  Neighbours neighbours(String cleaned) {
    TextFeatures query = TextFeatures.of(cleaned);
    NearestTexts nearest = scratch.get();
    accumulate(query.words(), nearest);
    accumulate(query.grams(), nearest);
    return nearest.takeBest(NEIGHBOURS);
  }

  /**
   * What the neighbours say of the leaves.
   *
   * @param sharpness a neighbour of similarity s counts as {@code s^sharpness}
   * @param mass scratch of one zero a leaf, left so
   */
  LeafVote vote(Neighbours neighbours, double sharpness, float[] mass) {
    double total = 0;
    for (int i = 0; i < neighbours.size(); i++) {
      int text = neighbours.text(i);
      double sum = 0;
      for (int at = leafStarts[text]; at < leafStarts[text + 1]; at++) {
        sum += leafWeights[at];
      }
      // Frequent wordings count more, but not in proportion: a rare one may be nearer.
      double weight = Math.pow(neighbours.similarity(i), sharpness) * Math.sqrt(sum);
      total += weight;
      for (int at = leafStarts[text]; at < leafStarts[text + 1]; at++) {
        mass[leaves[at]] += (float) (weight * leafWeights[at] / sum);
      }
    }
    return LeafVote.take(mass, total, neighbours.size() == 0 ? 0 : neighbours.similarity(0));
  }

  private void accumulate(long[] hashes, NearestTexts nearest) {
    double squares = 0;
    int runs = 0;
    int[] ids = new int[hashes.length];
    float[] weights = new float[hashes.length];
    for (int start = 0, end; start < hashes.length; start = end) {
      end = LexicalIndexBuilder.endOfRun(hashes, start);
      int id = features.find(hashes[start]);
      float weight =
          LexicalIndexBuilder.termFrequency(end - start) * (id < 0 ? unseenIdf : idf[id]);
      squares += (double) weight * weight;
      if (id >= 0 && weight > 0) {
        ids[runs] = id;
        weights[runs++] = weight;
      }
    }
    float norm = (float) Math.sqrt(squares);
    for (int run = 0; run < runs; run++) {
      float weight = weights[run] / norm;
      int id = ids[run];
      nearest.addAll(weight, postingTexts, postingWeights, starts[id], starts[id + 1]);
    }
  }

  void write(DataOutputStream out) throws IOException {
    BinaryArrays.write(out, features.keys());
    BinaryArrays.write(out, idf);
    out.writeFloat(unseenIdf);
    BinaryArrays.write(out, starts);
    BinaryArrays.write(out, postingTexts);
    BinaryArrays.write(out, postingWeights);
    BinaryArrays.write(out, leafStarts);
    BinaryArrays.write(out, leaves);
    BinaryArrays.write(out, leafWeights);
    texts.write(out);
  }

  static LexicalIndex read(DataInputStream in) throws IOException {
    return new LexicalIndex(
        BinaryArrays.readLongs(in),
        BinaryArrays.readFloats(in),
        in.readFloat(),
        BinaryArrays.readInts(in),
        BinaryArrays.readInts(in),
        BinaryArrays.readFloats(in),
        BinaryArrays.readInts(in),
        BinaryArrays.readInts(in),
        BinaryArrays.readFloats(in),
        TextPool.read(in));
  }
}
