package fr.recap.postgres;

import fr.recap.tables.ColumnType;
import fr.recap.tables.Table;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.postgresql.copy.CopyIn;

/**
 * Rows in the text format of COPY: tabs between fields, {@code \N} for null, backslashes before
 * what would be read as something else. NUL characters are left out, since PostgreSQL has none.
 */
final class CopyText {
  private static final byte[] NULL = {'\\', 'N'};

  private final ColumnType[] types;
  private byte[] bytes = new byte[1 << 17];
  private int size;

  CopyText(Table table) {
    this.types = table.columns().stream().map(c -> c.type()).toArray(ColumnType[]::new);
  }

  int size() {
    return size;
  }

  void flush(CopyIn copy) throws SQLException {
    copy.writeToCopy(bytes, 0, size);
    size = 0;
  }

  /** What was appended since the last flush. */
  @Override
  public String toString() {
    return new String(bytes, 0, size, StandardCharsets.UTF_8);
  }

  /** Appends a row whose fields are in the order and of the types of the table. */
  void append(InternalRow row) {
    for (int i = 0; i < types.length; i++) {
      if (i > 0) {
        put((byte) '\t');
      }
      if (row.isNullAt(i)) {
        put(NULL);
      } else {
        value(row, i);
      }
    }
    put((byte) '\n');
  }

  private void value(InternalRow row, int i) {
    switch (types[i]) {
      case TEXT -> text(row.getUTF8String(i).getBytes());
      case INTEGER -> ascii(Integer.toString(row.getInt(i)));
      case BIGINT -> ascii(Long.toString(row.getLong(i)));
      case DOUBLE -> ascii(Double.toString(row.getDouble(i)));
      case BOOLEAN -> put((byte) (row.getBoolean(i) ? 't' : 'f'));
      case TIMESTAMP -> ascii(Instant.EPOCH.plus(row.getLong(i), ChronoUnit.MICROS).toString());
      case REAL_ARRAY -> floats(row.getArray(i));
      case DOUBLE_ARRAY -> doubles(row.getArray(i));
    }
  }

  private void floats(ArrayData array) {
    put((byte) '{');
    for (int i = 0; i < array.numElements(); i++) {
      element(i, array.isNullAt(i) ? "NULL" : Float.toString(array.getFloat(i)));
    }
    put((byte) '}');
  }

  private void doubles(ArrayData array) {
    put((byte) '{');
    for (int i = 0; i < array.numElements(); i++) {
      element(i, array.isNullAt(i) ? "NULL" : Double.toString(array.getDouble(i)));
    }
    put((byte) '}');
  }

  private void element(int i, String text) {
    if (i > 0) {
      put((byte) ',');
    }
    ascii(text);
  }

  private void text(byte[] text) {
    reserve(2 * text.length);
    for (byte b : text) {
      switch (b) {
        case 0 -> {}
        case '\\' -> escape('\\');
        case '\t' -> escape('t');
        case '\n' -> escape('n');
        case '\r' -> escape('r');
        default -> bytes[size++] = b;
      }
    }
  }

  private void escape(char letter) {
    bytes[size++] = '\\';
    bytes[size++] = (byte) letter;
  }

  private void ascii(String text) {
    put(text.getBytes(StandardCharsets.US_ASCII));
  }

  private void put(byte... more) {
    reserve(more.length);
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
