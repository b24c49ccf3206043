package fr.recap.bench;

import java.util.List;
import java.util.Locale;

/** Titles that name both genders at once. */
final class JobTitles {
  private JobTitles() {}

  /**
   * The forms of a title: {@code directeur/directrice} and {@code Abatteur / Abatteuse de carrière}
   * are two, {@code infirmier(ère)} is one.
   */
  static List<String> genders(String title) {
    String plain = title.replaceAll("\\([^)]{1,6}\\)", "").strip();
    int slash = plain.indexOf('/');
    if (slash <= 0 || slash == plain.length() - 1) {
      return List.of(plain);
    }
    String left = plain.substring(0, slash).strip();
    String right = plain.substring(slash + 1).strip();
    int words = left.split(" ", -1).length;
    String[] rightWords = right.split(" ", -1);
    if (sameStart(left, right) && rightWords.length > words) {
      // What follows the feminine belongs to both: "Abatteur / Abatteuse de carrière".
      String rest = String.join(" ", List.of(rightWords).subList(words, rightWords.length));
      return List.of(left + " " + rest, right);
    }
    return List.of(left, right);
  }

  private static boolean sameStart(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    return a.length() > 2 && b.length() > 2 && a.substring(0, 3).equals(b.substring(0, 3));
  }
}
