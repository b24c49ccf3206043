package fr.recap.register;

import fr.recap.udfs.address.CommuneNames;
import fr.recap.udfs.text.FrenchStems;
import fr.recap.udfs.text.StopWords;
import fr.recap.udfs.text.TextCleaner;
import fr.recap.udfs.text.Words;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Words as they are indexed and searched for. */
final class NameWords {
  private NameWords() {}

  /** Different words of names, abbreviations expanded, without legal forms and stop words. */
  static Set<String> ofNames(Collection<String> names) {
    Set<String> words = new LinkedHashSet<>();
    names.forEach(name -> words.addAll(TextCleaner.forNames().tokens(name)));
    return words;
  }

  /** Different stems. */
  static Set<String> stems(Collection<String> words) {
    FrenchStems stems = FrenchStems.ofThread();
    Set<String> stemmed = new LinkedHashSet<>();
    words.forEach(word -> stemmed.add(stems.stem(word)));
    return stemmed;
  }

  /** Different words without stop words. */
  static Set<String> ofText(String text) {
    Set<String> words = new LinkedHashSet<>(Words.of(text));
    words.removeIf(StopWords::contains);
    return words;
  }

  /** Words of a commune's name in one spelling. */
  static List<String> ofTown(String name) {
    String normalized = CommuneNames.normalize(name);
    return normalized == null ? List.of() : List.copyOf(ofText(normalized));
  }
}
