package fr.recap.siret;

import java.util.List;
import org.apache.spark.sql.Row;

/** Reads values of rows that may be null. */
final class Rows {
  private Rows() {}

  /** The text without blanks around it; empty for null. */
  static String text(Row row, String column) {
    String text = row.getAs(column);
    return text == null ? "" : text.strip();
  }

  /** The number; null for null and for what is not finite. */
  static Double number(Row row, String column) {
    Double number = row.getAs(column);
    return number != null && Double.isFinite(number) ? number : null;
  }

  /** The list; empty for null. */
  static <T> List<T> list(Row row, String column) {
    int index = row.fieldIndex(column);
    return row.isNullAt(index) ? List.of() : row.getList(index);
  }
}
