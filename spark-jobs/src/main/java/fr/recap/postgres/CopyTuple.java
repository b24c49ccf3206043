package fr.recap.postgres;

import fr.recap.tables.ColumnType;
import java.nio.ByteBuffer;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Reads the tuples of COPY's binary format into rows as Spark keeps them; texts (UTF-8) are taken
 * over as bytes. The format is that of PostgreSQL's documentation of COPY, "Binary Format": a
 * header before the first tuple; of each tuple the number of fields, and of each field its length
 * (-1 for null) and its bytes; -1 fields after the last tuple.
 */
final class CopyTuple {
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0
  };

  private CopyTuple() {}

  /** Offset after the header, if the message begins with one, else 0. */
  static int afterHeader(byte[] message) {
    if (message.length < SIGNATURE.length + 8) {
      return 0;
    }
    for (int i = 0; i < SIGNATURE.length; i++) {
      if (message[i] != SIGNATURE[i]) {
        return 0;
      }
    }
    int extension = ByteBuffer.wrap(message).getInt(SIGNATURE.length + 4);
    return SIGNATURE.length + 8 + extension;
  }

  /**
   * The row of a tuple, or null after the last one.
   *
   * @param message from the offset on one whole tuple, or the trailer
   * @param types of the fields, in order; a timestamp comes as a bigint, microseconds since 1970
   * @throws IllegalArgumentException if there are more or fewer fields than types
   */
  static InternalRow parse(byte[] message, int offset, ColumnType[] types) {
    ByteBuffer in = ByteBuffer.wrap(message);
    in.position(offset);
    int fields = in.getShort();
    if (fields == -1) {
      return null;
    }
    if (fields != types.length) {
      throw new IllegalArgumentException(
          "A tuple of COPY has %d fields, not the %d that are due".formatted(fields, types.length));
    }
    Object[] values = new Object[fields];
    for (int i = 0; i < fields; i++) {
      int length = in.getInt();
      if (length >= 0) {
        int start = in.position();
        values[i] = value(in, message, start, length, types[i]);
        in.position(start + length);
      }
    }
    return new GenericInternalRow(values);
  }

  private static Object value(
      ByteBuffer in, byte[] message, int start, int length, ColumnType type) {
    return switch (type) {
      case TEXT -> UTF8String.fromBytes(message, start, length);
      case INTEGER -> in.getInt();
      case BIGINT, TIMESTAMP -> in.getLong();
      case DOUBLE -> in.getDouble();
      case BOOLEAN -> message[start] != 0;
      case REAL_ARRAY, DOUBLE_ARRAY -> array(in);
    };
  }

  /** Dimensions, whether there are nulls, the type, size and lower bound of each, the elements. */
  private static GenericArrayData array(ByteBuffer in) {
    int dimensions = in.getInt();
    in.getInt();
    in.getInt();
    int size = dimensions == 0 ? 0 : 1;
    for (int i = 0; i < dimensions; i++) {
      size *= in.getInt();
      in.getInt();
    }
    Object[] values = new Object[size];
    for (int i = 0; i < size; i++) {
      values[i] =
          switch (in.getInt()) {
            case Float.BYTES -> in.getFloat();
            case Double.BYTES -> in.getDouble();
            default -> null;
          };
    }
    return new GenericArrayData(values);
  }
}
