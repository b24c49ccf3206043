package fr.recap.udfs.text;

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
    if (name == null) {
      return null;
    }
    StringBuilder initials = new StringBuilder();
    for (String word : Words.of(name)) {
      if (!StopWords.contains(word)) {
        initials.append(word.charAt(0));
      }
    }
    return initials.length() < MIN_LENGTH ? null : initials.toString();
  }
}
