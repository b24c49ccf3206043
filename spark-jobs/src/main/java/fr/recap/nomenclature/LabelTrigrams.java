package fr.recap.nomenclature;

import fr.recap.udfs.text.CharNgrams;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The original's trigram correction: the share of a text's trigrams that the label of each leaf has
 * too, as a multiset.
 */
final class LabelTrigrams {
  private static final int LENGTH = 3;

  /** A trigram's hash to pairs of leaf and count. */
  private final Map<Long, int[]> leaves = new HashMap<>();

  /**
   * @param labels cleaned label of each leaf
   */
  LabelTrigrams(List<String> labels) {
    Map<Long, List<Integer>> pairs = new HashMap<>();
    for (int leaf = 0; leaf < labels.size(); leaf++) {
      int at = leaf;
      counts(labels.get(leaf))
          .forEach(
              (trigram, count) -> {
                List<Integer> list = pairs.computeIfAbsent(trigram, absent -> new ArrayList<>());
                list.add(at);
                list.add(count);
              });
    }
    pairs.forEach(
        (trigram, list) ->
            leaves.put(trigram, list.stream().mapToInt(Integer::intValue).toArray()));
  }

  private static Map<Long, Integer> counts(String cleaned) {
    Map<Long, Integer> counts = new HashMap<>();
    CharNgrams.forEachHash(
        cleaned, LENGTH, LENGTH, trigram -> counts.merge(trigram, 1, Integer::sum));
    return counts;
  }

  /** Adds the share of each leaf, in [0, 1]. */
  void addShares(String cleaned, float[] shares) {
    Map<Long, Integer> counts = counts(cleaned);
    int total = 0;
    for (int count : counts.values()) {
      total += count;
    }
    float one = total == 0 ? 0 : 1f / total;
    counts.forEach(
        (trigram, count) -> {
          int[] found = leaves.get(trigram);
          for (int i = 0; found != null && i < found.length; i += 2) {
            shares[found[i]] += one * Math.min(count, found[i + 1]);
          }
        });
  }
}
