package fr.recap.nomenclature;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;

/**
 * Labelled texts that say the same in nearly the same words, such as the titles of one occupation.
 * They belong to one side of a split, else a coder would be chosen and measured on what it has
 * learned.
 */
final class NearCopies {
  /**
   * Of {@link LexicalIndex}: the least at which two texts of one leaf belong together. Between 0.35
   * and 0.6 what it gives differs by chance; it was chosen with an eye on titles of unseen
   * occupations, as docs/figures.md tells.
   */
  private static final double SIMILARITY = 0.4;

  /** At which they do whatever their leaves: the same words in another order. */
  private static final double SAME = 0.95;

  /** Share of all texts from which on a group is one of stock phrases and not of copies. */
  private static final double LARGE = 0.05;

  /** By text the text that its group goes by, which goes by itself. */
  private final Map<String, String> above = new HashMap<>();

  private final Map<String, Integer> sizes = new HashMap<>();
  private final int most;

  private NearCopies(int texts) {
    most = (int) Math.max(1, LARGE * texts);
  }

  /**
   * Finds the groups.
   *
   * @param texts of single leaves; those of more are their own groups
   */
  static NearCopies of(LabelledTexts texts) {
    NearCopies copies = new NearCopies(texts.size());
    LexicalIndex index = LexicalIndexBuilder.build(texts);
    for (Map.Entry<String, SortedMap<Integer, Double>> text : texts.byText().entrySet()) {
      Neighbours near = index.neighbours(text.getKey());
      for (int i = 0; i < near.size() && near.similarity(i) >= SIMILARITY; i++) {
        if (near.similarity(i) >= SAME
            || index.labels(near.text(i)).keySet().equals(text.getValue().keySet())) {
          copies.join(text.getKey(), index.text(near.text(i)));
        }
      }
    }
    texts
        .byText()
        .keySet()
        .forEach(text -> copies.sizes.merge(copies.first(text), 1, Integer::sum));
    return copies;
  }

  /**
   * What the texts of a group have in common: the {@link PhraseForms#words} of one of them, or
   * their own if they are so many that they would unbalance a split.
   */
  String group(String text) {
    String first = first(text);
    return PhraseForms.words(sizes.get(first) > most ? text : first);
  }

  /** The text of a group that comes first in order of the alphabet. */
  private String first(String text) {
    String at = text;
    while (!at.equals(above.getOrDefault(at, at))) {
      at = above.get(at);
    }
    return at;
  }

  private void join(String one, String other) {
    String first = first(one);
    String second = first(other);
    if (first.compareTo(second) < 0) {
      above.put(second, first);
    } else if (!first.equals(second)) {
      above.put(first, second);
    }
  }
}
