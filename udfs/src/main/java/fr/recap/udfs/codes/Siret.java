package fr.recap.udfs.codes;

/** SIRET, the number of an establishment: nine digits of its legal unit, then five of its own. */
public final class Siret {

  static final int LENGTH = 14;

  /**
   * La Poste has more establishments than Luhn's check leaves numbers: its SIRETs have a digit sum
   * divisible by 5, and only its head office passes Luhn's check.
   */
  private static final String LA_POSTE = "356000000";

  private static final String LA_POSTE_HEAD_OFFICE = "35600000000048";

  private Siret() {}

  /**
   * Whether a text is fourteen digits, not all zero, that pass Luhn's check or La Poste's rule;
   * false for null. Blanks are not accepted: see {@link #normalize}.
   */
  public static boolean isValid(String siret) {
    if (!Digits.are(siret, LENGTH) || Digits.sum(siret) == 0) {
      return false;
    }
    if (siret.startsWith(LA_POSTE)) {
      return siret.equals(LA_POSTE_HEAD_OFFICE) || Digits.sum(siret) % 5 == 0;
    }
    return Digits.passLuhn(siret);
  }

  /** A SIRET without blanks and points; null where what remains is not fourteen digits. */
  public static String normalize(String siret) {
    if (siret == null) {
      return null;
    }
    StringBuilder digits = new StringBuilder(LENGTH);
    for (int i = 0; i < siret.length(); i++) {
      char c = siret.charAt(i);
      if (c != '.' && !Character.isWhitespace(c) && !Character.isSpaceChar(c)) {
        digits.append(c);
      }
    }
    String compact = digits.toString();
    return Digits.are(compact, LENGTH) ? compact : null;
  }

  /** The first nine of fourteen digits, valid or not; null where it is not fourteen digits. */
  public static String siren(String siret) {
    return Digits.are(siret, LENGTH) ? siret.substring(0, Siren.LENGTH) : null;
  }

  /** The last five of fourteen digits, valid or not; null where it is not fourteen digits. */
  public static String nic(String siret) {
    return Digits.are(siret, LENGTH) ? siret.substring(Siren.LENGTH) : null;
  }
}
