package fr.recap.udfs.text;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns declared text into the words that are compared. Immutable, safe to share between threads
 * and to send to executors.
 */
public final class TextCleaner implements Serializable {

  private static final long serialVersionUID = 1L;

  private enum Kind {
    ORIGINAL,
    UNSTEMMED,
    NAMES
  }

  private static final TextCleaner ORIGINAL = new TextCleaner(Kind.ORIGINAL);
  private static final TextCleaner UNSTEMMED = new TextCleaner(Kind.UNSTEMMED);
  private static final TextCleaner NAMES = new TextCleaner(Kind.NAMES);

  private final Kind kind;

  private TextCleaner(Kind kind) {
    this.kind = kind;
  }

  /**
   * The cleaning of the nomenclature coders: ASCII in lower case, punctuation to blanks, no stop
   * words, Snowball stems.
   */
  public static TextCleaner original() {
    return ORIGINAL;
  }

  /** As {@link #original()} without stems, the cleaning of the non-codable model. */
  public static TextCleaner unstemmed() {
    return UNSTEMMED;
  }

  /**
   * The cleaning of employers' names: spelt initials joined ({@code S.N.C.F.} to sncf),
   * abbreviations expanded, legal forms and stop words dropped, digits kept, no stems. A name of
   * nothing but legal forms or stop words keeps its words, so that it does not become empty.
   */
  public static TextCleaner forNames() {
    return NAMES;
  }

  /** The cleaned words joined by single blanks, perhaps empty; null for null. */
  public String clean(String text) {
    return text == null ? null : String.join(" ", tokens(text));
  }

  /** The cleaned words in their order; empty for null. */
  public List<String> tokens(String text) {
    List<String> words = Words.of(text);
    return switch (kind) {
      case ORIGINAL -> stems(withoutStopWords(words));
      case UNSTEMMED -> withoutStopWords(words);
      case NAMES -> names(words);
    };
  }

  private static List<String> names(List<String> words) {
    List<String> expanded = Abbreviations.ofNames().expand(SpeltInitials.join(words));
    List<String> kept = withoutStopWords(LegalForms.drop(expanded));
    return kept.isEmpty() ? expanded : kept;
  }

  private static List<String> withoutStopWords(List<String> words) {
    List<String> kept = new ArrayList<>(words.size());
    for (String word : words) {
      if (!StopWords.contains(word)) {
        kept.add(word);
      }
    }
    return kept;
  }

  private static List<String> stems(List<String> words) {
    FrenchStems stems = FrenchStems.ofThread();
    words.replaceAll(stems::stem);
    return words;
  }
}
