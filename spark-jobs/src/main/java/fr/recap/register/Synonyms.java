package fr.recap.register;

import fr.recap.udfs.text.TextCleaner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Other words for words of an employer's name, by the rules of {@code elasticsearch.synonyms}. */
final class Synonyms {
  private static final String REPLACED = " => ";

  private final Map<List<String>, Set<List<String>>> others = new HashMap<>();
  private int longest = 1;

  /**
   * @param rules as {@link fr.recap.indexing.SynonymRules#load} gives them
   */
  Synonyms(List<String> rules) {
    for (String rule : rules) {
      String[] sides = rule.split(REPLACED, -1);
      List<List<String>> from = terms(sides[0]);
      List<List<String>> to = terms(sides[sides.length - 1]);
      for (List<String> term : from) {
        for (List<String> other : to) {
          if (!term.isEmpty() && !other.isEmpty() && !term.equals(other)) {
            others.computeIfAbsent(term, absent -> new LinkedHashSet<>()).add(other);
            longest = Math.max(longest, term.size());
          }
        }
      }
    }
  }

  private static List<List<String>> terms(String side) {
    List<List<String>> terms = new ArrayList<>();
    for (String term : side.split(",", -1)) {
      terms.add(TextCleaner.forNames().tokens(term));
    }
    return terms;
  }

  /** What else a name's words may be written as, each in one or several words. */
  Set<List<String>> of(List<String> words) {
    Set<List<String>> found = new LinkedHashSet<>();
    for (int start = 0; start < words.size(); start++) {
      for (int end = start + 1; end <= Math.min(words.size(), start + longest); end++) {
        found.addAll(others.getOrDefault(words.subList(start, end), Set.of()));
      }
    }
    return found;
  }
}
