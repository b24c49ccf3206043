package fr.recap.udfs.codes;

import java.util.Locale;

/**
 * Codes of the activity nomenclature NAF rev.2: section {@code J}, division {@code 62}, group
 * {@code 620}, class {@code 6201}, sub-class {@code 6201Z}.
 */
public final class Naf {

  private Naf() {}

  /**
   * A code of any level in capitals without point and blanks, {@code 6201Z} for {@code 62.01z}.
   *
   * @return null for null and for what is no code of NAF rev.2; three digits and a letter are NAF
   *     rev.1, not a lost zero
   */
  public static String normalize(String code) {
    if (code == null) {
      return null;
    }
    StringBuilder kept = new StringBuilder(5);
    for (int i = 0; i < code.length(); i++) {
      char c = code.charAt(i);
      if (c != '.' && !Character.isWhitespace(c)) {
        kept.append(c);
      }
    }
    String normalized = kept.toString().toUpperCase(Locale.ROOT);
    return isCode(normalized) ? normalized : null;
  }

  /** The two digits of the division; null for a section and for what {@link #normalize} refuses. */
  public static String division(String code) {
    String normalized = normalize(code);
    return normalized == null || normalized.length() < 2 ? null : normalized.substring(0, 2);
  }

  private static boolean isCode(String code) {
    int length = code.length();
    return switch (length) {
      case 1 -> code.charAt(0) >= 'A' && code.charAt(0) <= 'U';
      case 2, 3, 4 -> Digits.are(code, length);
      case 5 ->
          Digits.are(code.substring(0, 4), 4) && code.charAt(4) >= 'A' && code.charAt(4) <= 'Z';
      default -> false;
    };
  }
}
