package fr.recap.demo;

/** Invented SIRENs and SIRETs with valid check digits. */
final class Sirens {
  private static final long FREE = 100_000_000;

  /** Coprime with 10^8, so that no two units share a SIREN. */
  private static final long STEP = 61_803_399;

  private Sirens() {}

  /** SIREN of a unit: eight scattered digits and the Luhn digit. */
  static String siren(long unit, long seed) {
    long eight = Math.floorMod(unit * STEP + Math.floorMod(seed, FREE), FREE);
    String digits = pad(eight, 8);
    return digits + luhnDigit(digits);
  }

  /** Nic of the n-th site of a unit, from 1 to 9999. */
  static String nic(String siren, int site) {
    String digits = pad(site, 4);
    return digits + luhnDigit(siren + digits);
  }

  private static int luhnDigit(String digits) {
    int sum = 0;
    boolean doubled = true;
    for (int i = digits.length() - 1; i >= 0; i--, doubled = !doubled) {
      int digit = digits.charAt(i) - '0';
      int value = doubled ? 2 * digit : digit;
      sum += value > 9 ? value - 9 : value;
    }
    return (10 - sum % 10) % 10;
  }

  private static String pad(long number, int length) {
    String digits = Long.toString(number);
    return "0".repeat(Math.max(0, length - digits.length())) + digits;
  }
}
