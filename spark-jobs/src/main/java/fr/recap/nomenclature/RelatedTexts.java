package fr.recap.nomenclature;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Texts without a code of this nomenclature, of which those of one group mean about the same: the
 * titles of a trade in another classification, the words of an entry of a thesaurus.
 */
final class RelatedTexts {
  /** Groups in order of their names, each cleaned text once. */
  private final Map<String, List<String>> groups = new TreeMap<>();

  /**
   * Adds a text to a group.
   *
   * @param cleaned ignored if null
   */
  void add(String group, String cleaned) {
    if (cleaned != null) {
      List<String> texts = groups.computeIfAbsent(group, absent -> new ArrayList<>());
      if (!texts.contains(cleaned)) {
        texts.add(cleaned);
      }
    }
  }

  boolean isEmpty() {
    return groups.isEmpty();
  }

  /** Number of groups. */
  int size() {
    return groups.size();
  }

  /** Cleaned texts by group, in order of the groups' names. */
  Map<String, List<String>> byGroup() {
    return groups;
  }

  /** The texts, labelled with the numbers of their groups. */
  LabelledTexts labelled() {
    LabelledTexts labelled = new LabelledTexts();
    int number = 0;
    for (List<String> texts : groups.values()) {
      for (String text : texts) {
        labelled.add(text, number, 1);
      }
      number++;
    }
    return labelled;
  }
}
