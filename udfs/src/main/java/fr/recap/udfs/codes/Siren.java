package fr.recap.udfs.codes;

/** SIREN, the number of a legal unit: nine digits, the last a check digit. */
public final class Siren {

  static final int LENGTH = 9;

  private Siren() {}

  /** Whether a text is nine digits, not all zero, that pass Luhn's check; false for null. */
  public static boolean isValid(String siren) {
    return Digits.are(siren, LENGTH) && Digits.sum(siren) > 0 && Digits.passLuhn(siren);
  }
}
