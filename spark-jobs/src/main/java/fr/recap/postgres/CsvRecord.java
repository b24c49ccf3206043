package fr.recap.postgres;

import java.util.ArrayList;
import java.util.List;

/**
 * One record of a CSV, read strictly: a quoted field starts and ends at separators, and a quote
 * within it is doubled; in an unquoted field a quote is an error. (CSV libraries take both without
 * a word, so that one stray quote swallows the lines up to the next one.)
 */
final class CsvRecord {
  private final char separator;
  private final char quote;
  private final List<String> fields = new ArrayList<>();
  private final StringBuilder field = new StringBuilder();
  private String error;
  private boolean open;

  CsvRecord(char separator, char quote) {
    this.separator = separator;
    this.quote = quote;
  }

  /** Its fields; null for one that is empty and not quoted. None if there is an error. */
  List<String> fields() {
    return error() == null ? fields : List.of();
  }

  /** What is wrong, or null. */
  String error() {
    return open ? "wrong quotes: a quoted field is not closed" : error;
  }

  /** Whether the text so far ends within a quoted field. */
  boolean open() {
    return open;
  }

  /** Reads its text, or what continues it if it is open. */
  CsvRecord read(String text) {
    int at = open ? quoted(text, 0) : field(text, 0);
    while (at >= 0 && at < text.length()) {
      at = field(text, at + 1);
    }
    return this;
  }

  /** Reads a field; returns the place of the separator after it, or -1 if it is open or wrong. */
  private int field(String text, int from) {
    if (from < text.length() && text.charAt(from) == quote) {
      return quoted(text, from + 1);
    }
    int separated = text.indexOf(separator, from);
    int end = separated < 0 ? text.length() : separated;
    int stray = text.indexOf(quote, from);
    if (stray >= 0 && stray < end) {
      error = "wrong quotes: a quote within a field that is not quoted";
      return -1;
    }
    fields.add(end == from ? null : text.substring(from, end));
    return end;
  }

  /** The same for a quoted field, from after its quote or from where it goes on. */
  private int quoted(String text, int from) {
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
        return close(text, at + 1);
      }
    }
    open = true;
    return -1;
  }

  private int close(String text, int after) {
    open = false;
    if (after < text.length() && text.charAt(after) != separator) {
      error = "wrong quotes: text follows the end of a quoted field";
      return -1;
    }
    fields.add(field.toString());
    field.setLength(0);
    return after;
  }
}
