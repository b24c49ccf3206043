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

  /** {@code Notre Dame} would else be any {@code dame}. */
  private static final String OUR = "notre";

  private static final String DAME = "dame";

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

  /**
   * ASCII in lower case, punctuation to blanks, spelt initials joined ({@code A.T.S.E.M.} to
   * atsem), no stop words, no stems: the cleaning of activities and professions.
   */
  public static TextCleaner unstemmed() {
    return UNSTEMMED;
  }

  /**
   * The cleaning of employers' names: spelt initials joined ({@code S.N.C.F.} to sncf),
   * abbreviations expanded, legal forms and stop words dropped, digits kept, no stems. A name of
   * nothing but legal forms or stop words keeps its words, so that it does not become empty; one
   * that stands for a missing value ({@link MissingText}) has none.
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
    return kind == Kind.NAMES ? names(MissingText.wordsOf(text)) : tokensOf(Words.of(text));
  }

  /**
   * The cleaned words of a text that was split before.
   *
   * @param words as {@link Words#of} gives them; left as they are
   */
  public List<String> tokensOf(List<String> words) {
    return switch (kind) {
      case ORIGINAL -> stems(withoutStopWords(words, ""));
      case UNSTEMMED -> withoutStopWords(SpeltInitials.join(words), "");
      case NAMES -> names(words);
    };
  }

  private static List<String> names(List<String> words) {
    List<String> expanded = Abbreviations.ofNames().expand(SpeltInitials.join(words));
    List<String> kept = withoutStopWords(LegalForms.drop(expanded), DAME);
    return kept.isEmpty() ? expanded : kept;
  }

  /**
   * @param other word before which {@code notre} is no stop word
   */
  private static List<String> withoutStopWords(List<String> words, String other) {
    List<String> kept = new ArrayList<>(words.size());
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      boolean named = word.equals(OUR) && i + 1 < words.size() && words.get(i + 1).equals(other);
      if (named || !StopWords.contains(word)) {
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
