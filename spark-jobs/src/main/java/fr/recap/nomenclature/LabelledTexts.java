package fr.recap.nomenclature;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Cleaned texts of one field with the leaves that they were given, in order of text. Equal texts
 * are merged, so that it grows with the number of wordings and not of forms.
 */
final class LabelledTexts {
  private final TreeMap<String, SortedMap<Integer, Double>> texts = new TreeMap<>();

  /**
   * Counts a text.
   *
   * @param cleaned ignored if null
   * @param leaf position among the leaves
   * @param weight forms that it stands for, perhaps a fraction
   */
  void add(String cleaned, int leaf, double weight) {
    if (cleaned != null) {
      texts.computeIfAbsent(cleaned, absent -> new TreeMap<>()).merge(leaf, weight, Double::sum);
    }
  }

  void addAll(LabelledTexts others) {
    others.texts.forEach(
        (text, leaves) -> leaves.forEach((leaf, weight) -> add(text, leaf, weight)));
  }

  /** Leaves with weights by text, both in order. */
  Map<String, SortedMap<Integer, Double>> byText() {
    return texts;
  }

  /** The texts that speak for more than one leaf. */
  LabelledTexts ofSeveralLeaves() {
    LabelledTexts several = new LabelledTexts();
    texts.forEach(
        (text, leaves) -> {
          if (leaves.size() > 1) {
            leaves.forEach((leaf, weight) -> several.add(text, leaf, weight));
          }
        });
    return several;
  }

  int size() {
    return texts.size();
  }
}
