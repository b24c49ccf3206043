package fr.recap.udfs.text;

import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;

/** French stop words, those of Lucene's French analyzer, folded to ASCII. */
public final class StopWords {

  private static final Set<String> FRENCH = foldedDefaults();

  private StopWords() {}

  /** Whether a lower-case ASCII word is a stop word; false for null. */
  public static boolean contains(String word) {
    return word != null && FRENCH.contains(word);
  }

  private static Set<String> foldedDefaults() {
    CharArraySet defaults = FrenchAnalyzer.getDefaultStopSet();
    return defaults.stream()
        .map(word -> AsciiFolder.normalize(new String((char[]) word)))
        .collect(Collectors.toUnmodifiableSet());
  }
}
