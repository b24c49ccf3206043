package fr.recap.udfs.text;

/**
 * Keeps spreadsheets from taking texts of a CSV for formulas: an apostrophe before those that begin
 * as one ({@code =}, {@code +}, {@code -}, {@code @}, their full-width forms, tab, carriage
 * return), as OWASP advises on CSV injection.
 *
 * <p>What begins with apostrophes before such a character gets one more, so that {@link #bare}
 * gives back every text.
 */
public final class Formulas {
  private static final String FIRST = "=+-@\t\r\uFF1D\uFF0B\uFF0D\uFF20";

  private Formulas() {}

  /** A text that no spreadsheet takes for a formula; null for null. */
  public static String guard(String text) {
    return text != null && begins(text) ? "'" + text : text;
  }

  /**
   * A text as it is, but with one more apostrophe where {@link #bare} would take one away: for
   * files that are not for spreadsheets. Null for null.
   */
  public static String keep(String text) {
    return text != null && text.startsWith("'") && begins(text) ? "'" + text : text;
  }

  /** The text that {@link #guard} or {@link #keep} was given; null for null. */
  public static String bare(String guarded) {
    return guarded != null && guarded.startsWith("'") && begins(guarded)
        ? guarded.substring(1)
        : guarded;
  }

  /** Whether it begins as a formula, be it after apostrophes. */
  private static boolean begins(String text) {
    int at = 0;
    while (at < text.length() && text.charAt(at) == '\'') {
      at++;
    }
    return at < text.length() && FIRST.indexOf(text.charAt(at)) >= 0;
  }
}
