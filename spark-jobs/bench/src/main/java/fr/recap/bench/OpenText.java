package fr.recap.bench;

import fr.recap.udfs.text.TextCleaner;
import java.util.stream.Collectors;

/**
 * A text of the open data with its code.
 *
 * @param kind where it comes from
 * @param code of a node at any level
 * @param text as it stands there
 * @param weight how much it tells of the node, positive
 * @param group texts of one group fall into the same part of a split
 */
record OpenText(Kind kind, String code, String text, double weight, String group) {
  /** Where a text comes from. */
  enum Kind {
    /** Official or short labels, which always stay. */
    LABEL,
    /** A segment of explanatory notes. */
    NOTE,
    /** Texts that are split into training, validation and test. */
    FORM,
    /** Products that an activity makes. */
    PRODUCT,
    /** Titles of persons whom an activity hires. */
    TRADE
  }

  /** What near copies have in common: the stems, each once, in order of the alphabet. */
  String stems() {
    return TextCleaner.original().tokens(text).stream()
        .distinct()
        .sorted()
        .collect(Collectors.joining(" "));
  }

  /** The form in which two texts are the same: stems without stop words. */
  String normal() {
    return TextCleaner.original().clean(text);
  }
}
