package fr.recap.postgres;

import java.math.BigDecimal;

/** Numbers of typed sources as the texts that a CSV would have. */
final class NumberText {
  /** Beyond that no double tells one whole number from the next. */
  private static final int MOST_DIGITS = 20;

  private NumberText() {}

  /**
   * A number without exponent and, if it is whole, without fraction, as codes are that a data frame
   * took for numbers.
   *
   * @param number a whole or decimal number
   * @return null for null and for NaN, by which data frames mean null
   */
  static String of(Object number) {
    if (number == null || number instanceof Long || number instanceof Integer) {
      return number == null ? null : number.toString();
    }
    String text = number.toString();
    if (text.equals("NaN") || text.endsWith("Infinity")) {
      return text.equals("NaN") ? null : text;
    }
    BigDecimal exact = new BigDecimal(text);
    BigDecimal stripped = exact.stripTrailingZeros();
    boolean whole = stripped.scale() <= 0;
    if (stripped.precision() - stripped.scale() > MOST_DIGITS || stripped.scale() > MOST_DIGITS) {
      return text;
    }
    return whole ? stripped.toPlainString() : exact.toPlainString();
  }
}
