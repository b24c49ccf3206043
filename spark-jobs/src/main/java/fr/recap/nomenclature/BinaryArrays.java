package fr.recap.nomenclature;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Arrays with their lengths before them, big-endian. */
final class BinaryArrays {
  private BinaryArrays() {}

  static void write(DataOutputStream out, long[] values) throws IOException {
    byte[] bytes = new byte[Math.multiplyExact(values.length, Long.BYTES)];
    ByteBuffer.wrap(bytes).asLongBuffer().put(values);
    out.writeInt(values.length);
    out.write(bytes);
  }

  static void write(DataOutputStream out, int[] values) throws IOException {
    byte[] bytes = new byte[Math.multiplyExact(values.length, Integer.BYTES)];
    ByteBuffer.wrap(bytes).asIntBuffer().put(values);
    out.writeInt(values.length);
    out.write(bytes);
  }

  static void write(DataOutputStream out, float[] values) throws IOException {
    byte[] bytes = new byte[Math.multiplyExact(values.length, Float.BYTES)];
    ByteBuffer.wrap(bytes).asFloatBuffer().put(values);
    out.writeInt(values.length);
    out.write(bytes);
  }

  static long[] readLongs(DataInputStream in) throws IOException {
    int length = in.readInt();
    long[] values = new long[length];
    read(in, Math.multiplyExact(length, Long.BYTES)).asLongBuffer().get(values);
    return values;
  }

  static int[] readInts(DataInputStream in) throws IOException {
    int length = in.readInt();
    int[] values = new int[length];
    read(in, Math.multiplyExact(length, Integer.BYTES)).asIntBuffer().get(values);
    return values;
  }

  static float[] readFloats(DataInputStream in) throws IOException {
    int length = in.readInt();
    float[] values = new float[length];
    read(in, Math.multiplyExact(length, Float.BYTES)).asFloatBuffer().get(values);
    return values;
  }

  private static ByteBuffer read(DataInputStream in, int bytes) throws IOException {
    byte[] read = in.readNBytes(bytes);
    if (read.length < bytes) {
      throw new IOException("The file ends early: publish the training again");
    }
    return ByteBuffer.wrap(read);
  }
}
