package fr.recap.siret;

import org.apache.spark.sql.Row;

/** Reads values of rows that may be null. */
final class Rows {
  private Rows() {}

  /** The text without blanks around it; empty for null. */
  static String text(Row row, String column) {
    String text = row.getAs(column);
    return text == null ? "" : text.strip();
  }
}
