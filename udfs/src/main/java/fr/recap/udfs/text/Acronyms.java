package fr.recap.udfs.text;

import java.util.List;

/** Acronyms of names: the initials of what is not a stop word. */
public final class Acronyms {

  private static final int MIN_LENGTH = 3;

  private Acronyms() {}

  /**
   * The initials in lower case, {@code sncf} for {@code Société nationale des chemins de fer}.
   *
   * @return null for null and where there are fewer than three initials
   */
  public static String of(String name) {
    return name == null ? null : ofWords(Words.of(name));
  }

  /**
   * The initials of words that were split before.
   *
   * @param words as {@link Words#of} gives them
   * @return null where there are fewer than three initials
   */
  public static String ofWords(List<String> words) {
    StringBuilder initials = new StringBuilder(words.size());
    for (String word : words) {
      if (!StopWords.contains(word)) {
        initials.append(word.charAt(0));
      }
    }
    return initials.length() < MIN_LENGTH ? null : initials.toString();
  }
}
