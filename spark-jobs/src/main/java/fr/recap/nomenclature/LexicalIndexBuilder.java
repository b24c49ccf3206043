package fr.recap.nomenclature;

import fr.recap.metrics.TermWeights;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;

/** Builds the inverted index of labelled texts; the same whatever the order they came in. */
final class LexicalIndexBuilder {
  /** A feature of more texts than this, and of more than this share, tells nothing and is slow. */
  private static final int FREQUENT = 400;

  private static final double FREQUENT_SHARE = 0.03;

  /** Each of the two cosines is half of the similarity. */
  private static final float HALF = 0.5f;

  private final FeatureTable features = new FeatureTable();
  private int[] counts = new int[1 << 12];
  private int[] runIds = new int[1 << 12];
  private float[] runFrequencies = new float[1 << 12];
  private int runs;

  private LexicalIndexBuilder() {}

  static LexicalIndex build(LabelledTexts texts) {
    return new LexicalIndexBuilder().index(texts.byText());
  }

  private LexicalIndex index(Map<String, SortedMap<Integer, Double>> texts) {
    int[] blockEnds = new int[2 * texts.size()];
    int block = 0;
    for (String text : texts.keySet()) {
      count(TextFeatures.words(text));
      blockEnds[block++] = runs;
      count(TextFeatures.grams(text));
      blockEnds[block++] = runs;
    }
    float[] idf = idf(texts.size());
    int[] starts = new int[features.size() + 1];
    for (int f = 0; f < features.size(); f++) {
      starts[f + 1] = starts[f] + (idf[f] > 0 ? counts[f] : 0);
    }
    int[] next = Arrays.copyOf(starts, features.size());
    int[] postingTexts = new int[starts[features.size()]];
    float[] postingWeights = new float[postingTexts.length];
    int run = 0;
    for (block = 0; block < blockEnds.length; block++) {
      float norm = norm(run, blockEnds[block], idf);
      for (; run < blockEnds[block]; run++) {
        int feature = runIds[run];
        if (idf[feature] > 0) {
          postingTexts[next[feature]] = block / 2;
          postingWeights[next[feature]++] = HALF * runFrequencies[run] * idf[feature] / norm;
        }
      }
    }
    return withLeaves(texts, idf, starts, postingTexts, postingWeights);
  }

  private LexicalIndex withLeaves(
      Map<String, SortedMap<Integer, Double>> texts,
      float[] idf,
      int[] starts,
      int[] postingTexts,
      float[] postingWeights) {
    Collection<SortedMap<Integer, Double>> labels = texts.values();
    int[] leafStarts = new int[labels.size() + 1];
    int total = labels.stream().mapToInt(Map::size).sum();
    int[] leaves = new int[total];
    float[] leafWeights = new float[total];
    int text = 0;
    int at = 0;
    for (SortedMap<Integer, Double> label : labels) {
      for (Map.Entry<Integer, Double> leaf : label.entrySet()) {
        leaves[at] = leaf.getKey();
        leafWeights[at++] = leaf.getValue().floatValue();
      }
      leafStarts[++text] = at;
    }
    return new LexicalIndex(
        features.keys(),
        idf,
        idf(0, labels.size()),
        starts,
        postingTexts,
        postingWeights,
        leafStarts,
        leaves,
        leafWeights,
        TextPool.of(texts.keySet()));
  }

  private void count(long[] hashes) {
    for (int start = 0, end; start < hashes.length; start = end) {
      end = endOfRun(hashes, start);
      int id = features.add(hashes[start]);
      if (id >= counts.length) {
        counts = Arrays.copyOf(counts, 2 * counts.length);
      }
      counts[id]++;
      if (runs == runIds.length) {
        runIds = Arrays.copyOf(runIds, 2 * runs);
        runFrequencies = Arrays.copyOf(runFrequencies, 2 * runs);
      }
      runIds[runs] = id;
      runFrequencies[runs++] = termFrequency(end - start);
    }
  }

  private float[] idf(int texts) {
    float[] idf = new float[features.size()];
    double limit = Math.max(FREQUENT, FREQUENT_SHARE * texts);
    for (int f = 0; f < idf.length; f++) {
      idf[f] = counts[f] > limit ? 0 : idf(counts[f], texts);
    }
    return idf;
  }

  private float norm(int start, int end, float[] idf) {
    double squares = 0;
    for (int run = start; run < end; run++) {
      double weight = runFrequencies[run] * idf[runIds[run]];
      squares += weight * weight;
    }
    return (float) Math.sqrt(squares);
  }

  private static float idf(int count, int texts) {
    return (float) TermWeights.inverseDocumentFrequency(texts, count);
  }

  static float termFrequency(int times) {
    return (float) TermWeights.termFrequency(times);
  }

  /** The end of the run of equal hashes that starts somewhere. */
  static int endOfRun(long[] hashes, int start) {
    int end = start + 1;
    while (end < hashes.length && hashes[end] == hashes[start]) {
      end++;
    }
    return end;
  }
}
