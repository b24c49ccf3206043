package fr.recap.texts;

import java.util.Locale;

/** Numbers as a language writes them: 12,345 and 93.0 % in English, 12 345 and 93,0 % in French. */
final class Numbers {
  private static final String NONE = "\u2013";

  private final Locale locale;

  /** What stands between a number and its percent sign; lines break at none of them in French. */
  private final String percent;

  Numbers(Language language) {
    this.locale = language.locale();
    this.percent = language == Language.FR ? "\u00a0%" : " %";
  }

  String count(long value) {
    return String.format(locale, "%,d", value);
  }

  String number(double value, int decimals) {
    return Double.isNaN(value) ? NONE : String.format(locale, "%,." + decimals + "f", value);
  }

  String percent(double share, int decimals) {
    return Double.isNaN(share) ? NONE : number(100 * share, decimals) + percent;
  }
}
