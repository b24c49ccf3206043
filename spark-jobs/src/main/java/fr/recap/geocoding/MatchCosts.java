package fr.recap.geocoding;

import java.util.List;

/**
 * How unlikely a difference between a declared name and a commune's is, as a cost on the scale of
 * natural logarithms: 0 for none. The figures were chosen on one half of the bench's cases.
 */
final class MatchCosts {
  /** Articles and links left out or added. */
  static final double LINKS = 0.25;

  /** Above this nothing is a match. */
  static final double TOO_MUCH = 9;

  private static final double ERROR = 0.85;
  private static final double ERROR_SHORT = 8.2;
  private static final double SOUND = 1.4;
  private static final double SOUND_SHORT = 3.5;
  private static final double HEAD = 1.4;
  private static final double MISSING = 4;
  private static final double MISSING_WORDS = 2.5;
  private static final int LONGEST_CONTRACTION = 4;

  /** People leave out the last words of a name rather than the first. */
  private static final double NOT_FIRST = 1.5;

  /** Where some words differ and others are strange, hardly anything speaks for the name. */
  private static final double UNEQUAL_AND_EXTRA = 2.5;

  private static final double WORDS = 0.5;
  private static final double EXTRA = 7;
  private static final double ABBREVIATED = 0.4;

  private MatchCosts() {}

  /** How many typing errors a text of some length may have. */
  static int mostErrors(String text) {
    return text.length() < 4 ? 0 : text.length() < 8 ? 1 : 2;
  }

  static double misspelt(int errors, int length) {
    return errors * (ERROR + ERROR_SHORT / length);
  }

  static double sound(int length) {
    return SOUND + SOUND_SHORT / length;
  }

  /** Of a name of which only the first letters are given. */
  static double truncated(int given, int length) {
    return HEAD + MISSING * (length - given) / length;
  }

  /**
   * What words cost.
   *
   * @param equal whether all words of the text, or all of the name, are equal to one of the other
   */
  record Words(double cost, boolean equal) {}

  /**
   * Of words of which some are missing, added, abbreviated or misspelt.
   *
   * @param given words of the text
   * @param name words of the commune
   * @return a cost of {@link #TOO_MUCH} or more for no match
   */
  static Words words(List<String> given, List<String> name) {
    boolean[] used = new boolean[name.size()];
    double penalty = 0;
    int extra = 0;
    int unequal = 0;
    int givenLetters = 0;
    for (String word : given) {
      givenLetters += word.length();
      int best = -1;
      double least = TOO_MUCH;
      for (int i = 0; i < used.length; i++) {
        double cost = used[i] ? TOO_MUCH : word(word, name.get(i));
        if (cost < least) {
          least = cost;
          best = i;
        }
      }
      if (best < 0) {
        extra += word.length();
      } else {
        used[best] = true;
        penalty += least;
        unequal += least > 0 ? 1 : 0;
      }
    }
    int missing = 0;
    int letters = 0;
    for (int i = 0; i < used.length; i++) {
      letters += name.get(i).length();
      missing += used[i] ? 0 : name.get(i).length();
    }
    if (!used[0]) {
      penalty += NOT_FIRST;
    }
    if (unequal > 0 && extra > 0) {
      penalty += UNEQUAL_AND_EXTRA;
    }
    boolean equal = penalty <= (used[0] ? 0 : NOT_FIRST) && (extra == 0 || missing == 0);
    double cost = WORDS + penalty + EXTRA * extra / givenLetters;
    return new Words(cost + (equal ? MISSING_WORDS : MISSING) * missing / letters, equal);
  }

  private static double word(String given, String name) {
    if (given.equals(name)) {
      return 0;
    }
    if (name.startsWith(given) || isContracted(given, name)) {
      return ABBREVIATED;
    }
    int limit = Math.min(given.length(), name.length()) < 5 ? 0 : 1;
    return limit > 0 && EditDistance.bounded(given, name, limit) <= limit
        ? misspelt(1, given.length())
        : TOO_MUCH;
  }

  /**
   * Whether a word stands for another by some of its letters, the first and the last among them.
   */
  private static boolean isContracted(String given, String name) {
    int length = given.length();
    if (length < 2
        || length > LONGEST_CONTRACTION
        || name.length() <= length
        || given.charAt(length - 1) != name.charAt(name.length() - 1)
        || given.charAt(0) != name.charAt(0)) {
      return false;
    }
    int at = 0;
    for (int i = 0; i < name.length() && at < length; i++) {
      at += name.charAt(i) == given.charAt(at) ? 1 : 0;
    }
    return at == length;
  }
}
