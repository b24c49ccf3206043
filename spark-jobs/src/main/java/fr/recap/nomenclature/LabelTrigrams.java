package fr.recap.nomenclature;

import fr.recap.udfs.text.CharNgrams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * The original's trigram correction: the share of a text's trigrams that the label of each leaf has
 * too, as a multiset.
 */
final class LabelTrigrams {
  private static final int LENGTH = 3;

  private final FeatureTable trigrams;

  /** [trigram], pairs of leaf and count. */
  private final int[][] leaves;

  /**
   * @param labels cleaned label of each leaf
   */
  LabelTrigrams(List<String> labels) {
    TreeMap<Long, List<Integer>> pairs = new TreeMap<>();
    for (int leaf = 0; leaf < labels.size(); leaf++) {
      long[] sorted = sorted(labels.get(leaf));
      for (int start = 0, end; start < sorted.length; start = end) {
        end = LexicalIndexBuilder.endOfRun(sorted, start);
        List<Integer> ofTrigram = pairs.computeIfAbsent(sorted[start], absent -> new ArrayList<>());
        ofTrigram.add(leaf);
        ofTrigram.add(end - start);
      }
    }
    trigrams = new FeatureTable(pairs.keySet().stream().mapToLong(Long::longValue).toArray());
    leaves =
        pairs.values().stream()
            .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
  }

  private static long[] sorted(String cleaned) {
    // Each character starts at most one trigram, its word's padding included.
    long[] hashes = new long[2 * (cleaned.length() + 2)];
    int[] count = new int[1];
    CharNgrams.forEachHash(cleaned, LENGTH, LENGTH, hash -> hashes[count[0]++] = hash);
    long[] used = Arrays.copyOf(hashes, count[0]);
    Arrays.sort(used);
    return used;
  }

  /** Adds the share of each leaf, in [0, 1]. */
  void addShares(String cleaned, float[] shares) {
    long[] sorted = sorted(cleaned);
    float one = 1f / Math.max(1, sorted.length);
    for (int start = 0, end; start < sorted.length; start = end) {
      end = LexicalIndexBuilder.endOfRun(sorted, start);
      int trigram = trigrams.find(sorted[start]);
      if (trigram >= 0) {
        int[] found = leaves[trigram];
        for (int i = 0; i < found.length; i += 2) {
          shares[found[i]] += one * Math.min(end - start, found[i + 1]);
        }
      }
    }
  }
}
