package fr.recap.models;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads a file of a model that someone may have damaged. A length is believed if so much is left in
 * the file, so that none takes more memory than the file has bytes; all errors are exceptions that
 * name the file.
 */
public final class BinaryInput implements Closeable {
  private final Path file;
  private final long size;
  private final Counted counted;
  private final DataInputStream in;

  /** Counts what was read. */
  private static final class Counted extends FilterInputStream {
    private long count;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count += read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      count += Math.max(0, read);
      return read;
    }
  }

  private BinaryInput(Path file, long size, Counted counted) {
    this.file = file;
    this.size = size;
    this.counted = counted;
    this.in = new DataInputStream(counted);
  }

  /** Opens a file. */
  public static BinaryInput open(Path file) throws IOException {
    return new BinaryInput(
        file, Files.size(file), new Counted(new BufferedInputStream(Files.newInputStream(file))));
  }

  public int readInt() throws IOException {
    require(Integer.BYTES);
    return in.readInt();
  }

  public float readFloat() throws IOException {
    require(Float.BYTES);
    return in.readFloat();
  }

  public double readDouble() throws IOException {
    require(Double.BYTES);
    return in.readDouble();
  }

  /** A text as {@link java.io.DataOutputStream#writeUTF} writes it. */
  public String readUTF() throws IOException {
    try {
      return in.readUTF();
    } catch (IOException e) {
      throw wrong("a text in it ends early or is none", e);
    }
  }

  /** Bytes without a length before them. */
  public byte[] readBytes(int count) throws IOException {
    require(count);
    byte[] bytes = new byte[count];
    in.readFully(bytes);
    return bytes;
  }

  /**
   * The length of what follows.
   *
   * @param each the least number of bytes that each element takes
   */
  public int readLength(int each) throws IOException {
    int length = readInt();
    require((long) length * each);
    return length;
  }

  /** An array with its length before it. */
  public float[] readFloats() throws IOException {
    float[] values = new float[readLength(Float.BYTES)];
    fill(values);
    return values;
  }

  /** An array with its length before it, which must be that of the given one. */
  public void readInto(float[] values) throws IOException {
    int length = readInt();
    if (length != values.length) {
      throw wrong("it has %d numbers where %d belong".formatted(length, values.length), null);
    }
    require((long) length * Float.BYTES);
    fill(values);
  }

  private void fill(float[] values) throws IOException {
    byte[] piece = BinaryArrays.piece(values.length, Float.BYTES);
    int most = BinaryArrays.PIECE / Float.BYTES;
    for (int at = 0; at < values.length; at += most) {
      int count = Math.min(most, values.length - at);
      in.readFully(piece, 0, count * Float.BYTES);
      ByteBuffer.wrap(piece).asFloatBuffer().get(values, at, count);
    }
  }

  /** An array with its length before it. */
  public int[] readInts() throws IOException {
    int[] values = new int[readLength(Integer.BYTES)];
    byte[] piece = BinaryArrays.piece(values.length, Integer.BYTES);
    int most = BinaryArrays.PIECE / Integer.BYTES;
    for (int at = 0; at < values.length; at += most) {
      int count = Math.min(most, values.length - at);
      in.readFully(piece, 0, count * Integer.BYTES);
      ByteBuffer.wrap(piece).asIntBuffer().get(values, at, count);
    }
    return values;
  }

  /** An array with its length before it. */
  public long[] readLongs() throws IOException {
    long[] values = new long[readLength(Long.BYTES)];
    byte[] piece = BinaryArrays.piece(values.length, Long.BYTES);
    int most = BinaryArrays.PIECE / Long.BYTES;
    for (int at = 0; at < values.length; at += most) {
      int count = Math.min(most, values.length - at);
      in.readFully(piece, 0, count * Long.BYTES);
      ByteBuffer.wrap(piece).asLongBuffer().get(values, at, count);
    }
    return values;
  }

  /**
   * Where parts of an array begin, with its end as the last one: they grow from 0.
   *
   * @throws IOException if they don't
   */
  public int[] readStarts() throws IOException {
    int[] starts = readInts();
    if (starts.length == 0 || starts[0] != 0) {
      throw wrong("parts in it don't begin at 0", null);
    }
    for (int i = 1; i < starts.length; i++) {
      if (starts[i] < starts[i - 1]) {
        throw wrong("a part in it ends before it begins", null);
      }
    }
    return starts;
  }

  /**
   * Checks what belongs together.
   *
   * @throws IOException that says what is wrong, if it doesn't hold
   */
  public void check(boolean holds, String wrong) throws IOException {
    if (!holds) {
      throw wrong(wrong, null);
    }
  }

  /**
   * Checks that all numbers point to one of so many things.
   *
   * @throws IOException if one doesn't
   */
  public void checkBelow(int[] values, int limit, String wrong) throws IOException {
    for (int value : values) {
      check(value >= 0 && value < limit, wrong);
    }
  }

  /** Bytes that are left. */
  public long left() {
    return size - counted.count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void require(long bytes) throws IOException {
    if (bytes < 0 || bytes > left()) {
      throw wrong(
          "%d bytes are to follow where %d are left".formatted(bytes, left()), new EOFException());
    }
  }

  private IOException wrong(String problem, Exception cause) {
    return new IOException(
        "%s is damaged: %s. Publish the training again, or train again".formatted(file, problem),
        cause);
  }
}
