package fr.recap.register;

import fr.recap.udfs.text.Acronyms;
import fr.recap.udfs.text.TextCleaner;
import fr.recap.udfs.text.Words;
import java.util.List;

/**
 * What a name is found by.
 *
 * @param words as {@link NameWords#ofNames} gives them
 * @param stems of these
 * @param joined the words without blanks, perhaps empty
 * @param initials null where there are too few
 * @param written all that is written, without blanks
 */
record NameTerms(
    List<String> words, List<String> stems, String joined, String initials, String written) {
  /** Masks of a part of a name are in brackets. */
  private static final char MASK = '[';

  /** Those of a name that doesn't stand for a missing one. */
  static NameTerms of(String name) {
    List<String> written = Words.of(name);
    TextCleaner cleaner = TextCleaner.forNames();
    List<String> words = name.indexOf(MASK) < 0 ? cleaner.tokensOf(written) : cleaner.tokens(name);
    return new NameTerms(
        List.copyOf(words),
        List.copyOf(NameWords.stems(words)),
        String.join("", words),
        Acronyms.ofWords(written),
        String.join("", written));
  }
}
