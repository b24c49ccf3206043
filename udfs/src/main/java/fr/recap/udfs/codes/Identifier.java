package fr.recap.udfs.codes;

/**
 * The one definition of a clean identifier of the register, for import, history and index.
 *
 * <p>Blanks of any kind and points are left out, as is the {@code .0} of a data frame that took the
 * identifier for a number. Leading zeros that were lost are put back: to a SIREN and a NIC always,
 * since their columns hold nothing else; to a SIRET only where one or two are missing and {@link
 * Siret#isValid} vouches for the result, since a SIREN alone or a cut SIRET is no SIRET.
 */
public enum Identifier {
  SIREN(Siren.LENGTH),
  NIC(5),
  SIRET(Siret.LENGTH),
  /** A SIRET whose SIREN passes its check; La Poste's pass it, though not that of the whole. */
  CHECKED_SIRET(Siret.LENGTH);

  private static final int MOST_DECIMALS = 2;
  private static final int MOST_LOST_OF_SIRET = 2;

  private final int length;

  Identifier(int length) {
    this.length = length;
  }

  /**
   * The clean identifier; check digits are not looked at unless zeros are put back to a SIRET, or
   * its name says so.
   *
   * @return as many digits as the identifier has; null for null, for what can't become that, and
   *     for a SIREN or SIRET of zeros alone
   */
  public String clean(String text) {
    if (text == null) {
      return null;
    }
    String digits = digits(Keys.trim(text));
    int lost = length - digits.length();
    if (digits.isEmpty() || lost < 0 || !Digits.are(digits, digits.length())) {
      return null;
    }
    String whole = "0".repeat(lost) + digits;
    if (this != NIC && Digits.sum(whole) == 0) {
      return null;
    }
    if (this == CHECKED_SIRET && !Siren.isValid(whole.substring(0, Siren.LENGTH))) {
      return null;
    }
    boolean doubtful = length == Siret.LENGTH && lost > 0;
    return doubtful && (lost > MOST_LOST_OF_SIRET || !Siret.isValid(whole)) ? null : whole;
  }

  /** Why {@link #clean} gives null for a text that is not blank. */
  public String fault(String text) {
    return "'%s' is no %s of %d digits"
        .formatted(text.length() <= 40 ? text : text.substring(0, 40) + "...", name(), length);
  }

  private static String digits(String text) {
    if (Digits.are(text, text.length())) {
      return text;
    }
    String whole = withoutDecimals(text);
    if (whole != null) {
      return whole;
    }
    StringBuilder digits = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '.' && !Character.isWhitespace(c) && !Character.isSpaceChar(c)) {
        digits.append(c);
      }
    }
    return digits.toString();
  }

  /**
   * The digits before a point or comma and one or two zeros; null for what is not written so. By
   * hand, since registers have tens of millions of identifiers.
   */
  private static String withoutDecimals(String text) {
    int zeros = 0;
    while (zeros < MOST_DECIMALS + 1
        && zeros < text.length()
        && text.charAt(text.length() - 1 - zeros) == '0') {
      zeros++;
    }
    int point = text.length() - 1 - zeros;
    if (zeros == 0 || zeros > MOST_DECIMALS || point < 1) {
      return null;
    }
    String whole = text.substring(0, point);
    boolean decimal = text.charAt(point) == '.' || text.charAt(point) == ',';
    return decimal && Digits.are(whole, point) ? whole : null;
  }
}
