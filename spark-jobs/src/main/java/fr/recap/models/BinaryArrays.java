package fr.recap.models;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/**
 * Arrays of numbers as bytes, big-endian: alone, or in a file with their lengths before them, which
 * {@link BinaryInput} reads.
 */
public final class BinaryArrays {
  /** Bytes that are held at a time beside the numbers themselves. */
  static final int PIECE = 1 << 18;

  private BinaryArrays() {}

  /** The bytes of 32-bit floats, without their length. */
  public static byte[] toBytes(float[] values) {
    byte[] bytes = new byte[Math.multiplyExact(values.length, Float.BYTES)];
    ByteBuffer.wrap(bytes).asFloatBuffer().put(values);
    return bytes;
  }

  /** The 32-bit floats of bytes without a length. */
  public static float[] toFloats(byte[] bytes) {
    FloatBuffer buffer = ByteBuffer.wrap(bytes).asFloatBuffer();
    float[] values = new float[buffer.remaining()];
    buffer.get(values);
    return values;
  }

  /** Writes an array with its length before it. */
  public static void write(DataOutputStream out, float[] values) throws IOException {
    out.writeInt(values.length);
    byte[] piece = piece(values.length, Float.BYTES);
    for (int at = 0; at < values.length; at += PIECE / Float.BYTES) {
      int count = Math.min(PIECE / Float.BYTES, values.length - at);
      ByteBuffer.wrap(piece).asFloatBuffer().put(values, at, count);
      out.write(piece, 0, count * Float.BYTES);
    }
  }

  /** Writes an array with its length before it. */
  public static void write(DataOutputStream out, int[] values) throws IOException {
    out.writeInt(values.length);
    byte[] piece = piece(values.length, Integer.BYTES);
    for (int at = 0; at < values.length; at += PIECE / Integer.BYTES) {
      int count = Math.min(PIECE / Integer.BYTES, values.length - at);
      ByteBuffer.wrap(piece).asIntBuffer().put(values, at, count);
      out.write(piece, 0, count * Integer.BYTES);
    }
  }

  /** Writes an array with its length before it. */
  public static void write(DataOutputStream out, long[] values) throws IOException {
    out.writeInt(values.length);
    byte[] piece = piece(values.length, Long.BYTES);
    for (int at = 0; at < values.length; at += PIECE / Long.BYTES) {
      int count = Math.min(PIECE / Long.BYTES, values.length - at);
      ByteBuffer.wrap(piece).asLongBuffer().put(values, at, count);
      out.write(piece, 0, count * Long.BYTES);
    }
  }

  static byte[] piece(int length, int each) {
    return new byte[(int) Math.min(PIECE, (long) length * each)];
  }
}
