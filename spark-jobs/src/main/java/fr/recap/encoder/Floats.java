package fr.recap.encoder;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Arrays of numbers with their lengths before them, big-endian, in pieces of bounded size. */
final class Floats {
  private static final int PIECE = 1 << 16;

  private Floats() {}

  static void write(DataOutputStream out, float[] values) throws IOException {
    out.writeInt(values.length);
    ByteBuffer piece = ByteBuffer.allocate(PIECE * Float.BYTES);
    for (int at = 0; at < values.length; at += PIECE) {
      int n = Math.min(PIECE, values.length - at);
      piece.asFloatBuffer().put(values, at, n);
      out.write(piece.array(), 0, n * Float.BYTES);
    }
  }

  static float[] read(DataInputStream in) throws IOException {
    float[] values = new float[in.readInt()];
    readInto(in, values);
    return values;
  }

  /**
   * Reads into an array whose length is known.
   *
   * @throws IOException if the file has another length
   */
  static void readExactly(DataInputStream in, float[] values) throws IOException {
    int length = in.readInt();
    if (length != values.length) {
      throw new IOException(
          "The file has %d numbers where %d belong: train again".formatted(length, values.length));
    }
    readInto(in, values);
  }

  private static void readInto(DataInputStream in, float[] values) throws IOException {
    byte[] piece = new byte[PIECE * Float.BYTES];
    for (int at = 0; at < values.length; at += PIECE) {
      int n = Math.min(PIECE, values.length - at);
      if (in.readNBytes(piece, 0, n * Float.BYTES) < n * Float.BYTES) {
        throw new EOFException("The file ends early: train again");
      }
      ByteBuffer.wrap(piece).asFloatBuffer().get(values, at, n);
    }
  }
}
