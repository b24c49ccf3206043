package fr.recap.udfs.address;

import java.util.Locale;
import java.util.Set;

/**
 * Département of a code: {@code 01} to {@code 95}, {@code 2A}, {@code 2B}, three characters
 * overseas ({@code 971}).
 */
public final class Departements {

  private static final int CODE_LENGTH = 5;
  private static final int LAST_METROPOLITAN = 95;
  private static final String SAINT_BARTHELEMY = "97133";
  private static final String SAINT_MARTIN = "97150";

  /** Overseas départements and collectivities of the official geographic code. */
  private static final Set<String> OVERSEAS =
      Set.of(
          "971", "972", "973", "974", "975", "976", "977", "978", "984", "986", "987", "988",
          "989");

  private Departements() {}

  /**
   * The département that a postcode's first digits name. A few dozen communes are served by a post
   * office of the neighbouring département, which a postcode can't tell.
   *
   * @param postcode five digits, blanks around them allowed
   * @return null for null, for what is no French postcode and for Monaco
   */
  public static String ofPostcode(String postcode) {
    if (postcode == null) {
      return null;
    }
    String code = postcode.strip();
    if (code.length() != CODE_LENGTH || !areDigits(code, 0, CODE_LENGTH)) {
      return null;
    }
    if (code.equals(SAINT_BARTHELEMY)) {
      return "977";
    }
    if (code.equals(SAINT_MARTIN)) {
      return "978";
    }
    return code.startsWith("20") ? corsican(code.charAt(2)) : metropolitanOrOverseas(code);
  }

  /**
   * The département of a commune's code.
   *
   * @param commune five characters, {@code 57463}, {@code 2A004}, {@code 97411}; blanks around them
   *     allowed
   * @return null for null, for a country and for what is no commune's code
   */
  public static String ofCommune(String commune) {
    if (commune == null) {
      return null;
    }
    String code = commune.strip().toUpperCase(Locale.ROOT);
    if (code.length() != CODE_LENGTH || !areDigits(code, 2, CODE_LENGTH)) {
      return null;
    }
    if (code.startsWith("2A") || code.startsWith("2B")) {
      return code.substring(0, 2);
    }
    if (!areDigits(code, 0, 2) || code.startsWith("20")) {
      return null;
    }
    return metropolitanOrOverseas(code);
  }

  /** Ordinary codes begin with 200, 201 and 202, 206; the others serve large receivers of mail. */
  private static String corsican(char third) {
    return switch (third) {
      case '0', '1', '3', '5', '7' -> "2A";
      case '2', '4', '6' -> "2B";
      default -> null;
    };
  }

  private static String metropolitanOrOverseas(String code) {
    if (code.startsWith("97") || code.startsWith("98")) {
      String overseas = code.substring(0, 3);
      return OVERSEAS.contains(overseas) ? overseas : null;
    }
    int number = 10 * (code.charAt(0) - '0') + code.charAt(1) - '0';
    return number >= 1 && number <= LAST_METROPOLITAN ? code.substring(0, 2) : null;
  }

  private static boolean areDigits(String code, int from, int to) {
    for (int i = from; i < to; i++) {
      if (code.charAt(i) < '0' || code.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
