package fr.recap.postgres;

import fr.recap.tables.ColumnType;
import java.nio.ByteBuffer;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.expressions.codegen.UnsafeArrayWriter;
import org.apache.spark.sql.catalyst.expressions.codegen.UnsafeRowWriter;

/**
 * Reads the tuples of COPY's binary format into rows as Spark keeps them, byte by byte into one
 * buffer that every row of a reader shares; texts (UTF-8) are taken over as they are. The format is
 * that of PostgreSQL's documentation of COPY, "Binary Format": a header before the first tuple; of
 * each tuple the number of fields, and of each field its length (-1 for null) and its bytes; -1
 * fields after the last tuple. Not for use by several threads.
 */
final class CopyTuple {
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0
  };

  /** First room for the texts of a row, in bytes; it grows. */
  private static final int ROOM = 1 << 12;

  private final ColumnType[] types;
  private final UnsafeRowWriter row;

  /**
   * @param types of the fields, in order; a timestamp comes as a bigint, microseconds since 1970
   */
  CopyTuple(ColumnType[] types) {
    this.types = types.clone();
    this.row = new UnsafeRowWriter(types.length, ROOM);
  }

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

  /** Whether there is the trailer instead of a tuple. */
  static boolean isTrailer(byte[] message, int offset) {
    return message[offset] == -1 && message[offset + 1] == -1;
  }

  /**
   * The row of a tuple; the next call overwrites it.
   *
   * @param message from the offset on one whole tuple
   * @throws IllegalArgumentException if there are more or fewer fields than types
   */
  UnsafeRow read(byte[] message, int offset) {
    ByteBuffer in = ByteBuffer.wrap(message);
    in.position(offset);
    int fields = in.getShort();
    if (fields != types.length) {
      throw new IllegalArgumentException(
          "A tuple of COPY has %d fields, not the %d that are due".formatted(fields, types.length));
    }
    row.reset();
    row.zeroOutNullBytes();
    for (int i = 0; i < fields; i++) {
      int length = in.getInt();
      if (length < 0) {
        row.setNullAt(i);
      } else {
        int start = in.position();
        write(i, in, message, length);
        in.position(start + length);
      }
    }
    return row.getRow();
  }

  private void write(int field, ByteBuffer in, byte[] message, int length) {
    switch (types[field]) {
      case TEXT -> row.write(field, message, in.position(), length);
      case INTEGER -> row.write(field, in.getInt());
      case BIGINT, TIMESTAMP -> row.write(field, in.getLong());
      case DOUBLE -> row.write(field, in.getDouble());
      case BOOLEAN -> row.write(field, in.get() != 0);
      case REAL_ARRAY -> array(field, in, Float.BYTES);
      case DOUBLE_ARRAY -> array(field, in, Double.BYTES);
    }
  }

  /** Dimensions, whether there are nulls, the type, size and lower bound of each, the elements. */
  private void array(int field, ByteBuffer in, int bytes) {
    int dimensions = in.getInt();
    in.getInt();
    in.getInt();
    int size = dimensions == 0 ? 0 : 1;
    for (int i = 0; i < dimensions; i++) {
      size *= in.getInt();
      in.getInt();
    }
    int start = row.cursor();
    UnsafeArrayWriter values = new UnsafeArrayWriter(row, bytes);
    values.initialize(size);
    for (int i = 0; i < size; i++) {
      if (in.getInt() < 0) {
        values.setNull(i);
      } else if (bytes == Float.BYTES) {
        values.write(i, in.getFloat());
      } else {
        values.write(i, in.getDouble());
      }
    }
    row.setOffsetAndSizeFromPreviousCursor(field, start);
  }
}
