package fr.recap.siret;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/** 32-bit floats as bytes, big-endian. */
final class FloatBytes {
  private FloatBytes() {}

  static byte[] toBytes(float[] values) {
    byte[] bytes = new byte[values.length * Float.BYTES];
    ByteBuffer.wrap(bytes).asFloatBuffer().put(values);
    return bytes;
  }

  static float[] toFloats(byte[] bytes) {
    FloatBuffer buffer = ByteBuffer.wrap(bytes).asFloatBuffer();
    float[] values = new float[buffer.remaining()];
    buffer.get(values);
    return values;
  }
}
