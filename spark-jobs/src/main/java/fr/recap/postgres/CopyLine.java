package fr.recap.postgres;

import fr.recap.tables.ColumnType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Reads one line of COPY's text format (UTF-8) into a row as Spark keeps it; texts are taken over
 * as bytes. The format is that of PostgreSQL's documentation of COPY, "Text Format": fields are
 * separated by tabs, null is {@code \N}, a backslash escapes.
 */
final class CopyLine {
  private CopyLine() {}

  /**
   * The row of a line.
   *
   * @param line with or without its line feed
   * @param types of the fields, in order
   * @throws IllegalArgumentException if there are more or fewer fields than types
   */
  static InternalRow parse(byte[] line, ColumnType[] types) {
    Object[] values = new Object[types.length];
    int end = line.length > 0 && line[line.length - 1] == '\n' ? line.length - 1 : line.length;
    int field = 0;
    int start = 0;
    boolean escaped = false;
    for (int i = 0; i <= end; i++) {
      if (i == end || line[i] == '\t') {
        if (field == types.length) {
          break;
        }
        values[field] = value(line, start, i, escaped, types[field]);
        field++;
        start = i + 1;
        escaped = false;
      } else if (line[i] == '\\') {
        escaped = true;
        i++; // what follows a backslash is never a separator
      }
    }
    if (field != types.length || start != end + 1) {
      throw new IllegalArgumentException(
          "A line of COPY has not the %d fields that are due: %s"
              .formatted(types.length, new String(line, StandardCharsets.UTF_8)));
    }
    return new GenericInternalRow(values);
  }

  private static Object value(byte[] line, int start, int end, boolean escaped, ColumnType type) {
    if (escaped && end - start == 2 && line[start] == '\\' && line[start + 1] == 'N') {
      return null;
    }
    if (type == ColumnType.TEXT) {
      return escaped ? unescape(line, start, end) : UTF8String.fromBytes(line, start, end - start);
    }
    String text = new String(line, start, end - start, StandardCharsets.US_ASCII);
    return switch (type) {
      case TEXT -> throw new AssertionError("handled above");
      case INTEGER -> Integer.valueOf(text);
      case BIGINT, TIMESTAMP -> Long.valueOf(text);
      case DOUBLE -> Double.valueOf(text);
      case BOOLEAN -> text.equals("t");
      case REAL_ARRAY -> array(text, true);
      case DOUBLE_ARRAY -> array(text, false);
    };
  }

  /** {@code {1.5,NULL}} as an array. */
  private static GenericArrayData array(String text, boolean real) {
    List<Object> values = new ArrayList<>();
    int start = 1;
    while (start < text.length() - 1) {
      int comma = text.indexOf(',', start);
      int end = comma < 0 ? text.length() - 1 : comma;
      String value = text.substring(start, end);
      if (value.equals("NULL")) {
        values.add(null);
      } else if (real) {
        values.add(Float.valueOf(value));
      } else {
        values.add(Double.valueOf(value));
      }
      start = end + 1;
    }
    return new GenericArrayData(values.toArray());
  }

  private static UTF8String unescape(byte[] line, int start, int end) {
    byte[] text = new byte[end - start];
    int length = 0;
    for (int i = start; i < end; i++) {
      byte b = line[i];
      if (b == '\\') {
        i++;
        b =
            switch (line[i]) {
              case 'b' -> '\b';
              case 'f' -> '\f';
              case 'n' -> '\n';
              case 'r' -> '\r';
              case 't' -> '\t';
              case 'v' -> 0x0B;
              default -> line[i];
            };
      }
      text[length++] = b;
    }
    return UTF8String.fromBytes(text, 0, length);
  }
}
