package fr.recap.udfs.text;

import java.util.List;
import java.util.Set;

/**
 * Texts that stand for a missing value, from the resource {@code missing-texts.txt}: masked names
 * ({@code [ND]}, {@code NON DIFFUSIBLE}) and placeholders ({@code XXXX}, {@code N/A}, {@code SANS
 * OBJET}). Only whole texts are: {@code ND CONSEIL} is a name.
 */
public final class MissingText {

  private static final PhraseMap PHRASES = PhraseMap.read(MissingText.class, "missing-texts.txt");

  /** The spelling of Sirene, which nobody writes within a name. */
  private static final String MASK = "[ND]";

  /** Sirene masks the names of persons, but not how they are addressed. */
  private static final Set<String> CIVILITIES =
      Set.of("monsieur", "madame", "mademoiselle", "m", "mr", "mme", "mlle");

  private MissingText() {}

  /**
   * Whether a text says nothing: null, without a letter or digit, or nothing but masks and
   * placeholders.
   */
  public static boolean isMissing(String text) {
    return text == null || areMissing(words(text), isMasked(text));
  }

  /** The words of a text without masks, as {@link Words#of}; none where they stand for nothing. */
  static List<String> wordsOf(String text) {
    List<String> words = words(text);
    return areMissing(words, isMasked(text)) ? List.of() : words;
  }

  private static boolean isMasked(String text) {
    return text != null && text.indexOf('[') >= 0 && text.contains(MASK);
  }

  private static List<String> words(String text) {
    return Words.of(isMasked(text) ? text.replace(MASK, " ") : text);
  }

  private static boolean areMissing(List<String> words, boolean masked) {
    int first = 0;
    while (first < words.size() && CIVILITIES.contains(words.get(first))) {
      first++;
    }
    int i = first;
    while (i < words.size()) {
      int length = isFiller(words.get(i)) ? 1 : PHRASES.matchAt(words, i);
      if (length == 0) {
        return false;
      }
      i += length;
    }
    return first == 0 || i > first || masked;
  }

  /** {@code XXXX} or {@code 000}. */
  private static boolean isFiller(String word) {
    char first = word.charAt(0);
    if (first != 'x' && first != '0') {
      return false;
    }
    for (int i = 1; i < word.length(); i++) {
      if (word.charAt(i) != first) {
        return false;
      }
    }
    return true;
  }
}
