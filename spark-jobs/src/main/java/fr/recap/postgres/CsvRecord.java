package fr.recap.postgres;

import java.util.ArrayList;
import java.util.List;

/**
 * One record of a CSV, read strictly: a quoted field starts and ends at separators, and a quote
 * within it is doubled; in an unquoted field a quote is an error.
 *
 * @param fields its fields; empty if there is an error
 * @param error what is wrong, or null
 * @param open whether the record ends within a quoted field
 */
record CsvRecord(List<String> fields, String error, boolean open) {
  static CsvRecord parse(String text, char separator, char quote) {
    List<String> fields = new ArrayList<>();
    int at = 0;
    while (true) {
      StringBuilder field = new StringBuilder();
      if (at < text.length() && text.charAt(at) == quote) {
        at = quoted(text, at + 1, quote, field);
        if (at < 0) {
          return new CsvRecord(List.of(), "wrong quotes: a quoted field is not closed", true);
        }
        if (at < text.length() && text.charAt(at) != separator) {
          return new CsvRecord(
              List.of(), "wrong quotes: text follows the end of a quoted field", false);
        }
      } else {
        int end = text.indexOf(separator, at);
        field.append(text, at, end < 0 ? text.length() : end);
        if (field.indexOf(String.valueOf(quote)) >= 0) {
          return new CsvRecord(
              List.of(), "wrong quotes: a quote within a field that is not quoted", false);
        }
        at = end < 0 ? text.length() : end;
      }
      fields.add(field.toString());
      if (at >= text.length()) {
        return new CsvRecord(fields, null, false);
      }
      at++;
    }
  }

  /** Reads a quoted field from after its quote; returns the place after it, or -1 if it's open. */
  private static int quoted(String text, int from, char quote, StringBuilder field) {
    int at = from;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c != quote) {
        field.append(c);
        at++;
      } else if (at + 1 < text.length() && text.charAt(at + 1) == quote) {
        field.append(quote);
        at += 2;
      } else {
        return at + 1;
      }
    }
    return -1;
  }
}
