package fr.recap.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.Arrays;

/**
 * The lines of a text file as bytes, so that malformed ones spoil no more than their line. Of a
 * line longer than {@value #LONGEST} bytes no more is kept, whatever its length.
 */
final class LineBytes {
  static final int LONGEST = 1 << 24;

  private final InputStream in;
  private final int width;
  private final ByteOrder order;
  private byte[] bytes = new byte[256];
  private int size;
  private boolean tooLong;
  private boolean within;
  private long position;

  /**
   * A line.
   *
   * @param start bytes of the file before it
   * @param bytes without the end; none if it is too long
   * @param end what ended it: LF, CRLF, or nothing at the end of the file
   */
  record Line(long start, ByteBuffer bytes, String end, boolean tooLong) {}

  /**
   * Starts to read what is in an encoding that has line ends as ASCII, UTF-16 or UTF-32 have.
   *
   * @param position bytes of the file that come before the stream
   */
  LineBytes(InputStream in, Charset charset, long position) {
    this.in = in;
    this.position = position;
    this.width = width(charset);
    this.order = charset.name().endsWith("LE") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
  }

  /** Bytes of a line feed in an encoding. */
  static int width(Charset charset) {
    return charset.name().startsWith("UTF-16") ? 2 : charset.name().startsWith("UTF-32") ? 4 : 1;
  }

  /** Bytes of the file that were read or come before the stream. */
  long position() {
    return position;
  }

  /** The next line, or null at the end of the stream; what is left of one too long is skipped. */
  Line next() throws IOException {
    while (within) {
      size = 0;
      int skipped = character();
      within = skipped >= 0 && skipped != '\n';
    }
    size = 0;
    tooLong = false;
    long start = position;
    int c = character();
    if (c < 0 && size == 0) {
      return null;
    }
    int last = -1;
    while (c >= 0 && c != '\n' && !tooLong) {
      last = c;
      c = character();
    }
    if (tooLong) {
      within = c >= 0 && c != '\n';
      return new Line(start, ByteBuffer.allocate(0), "", true);
    }
    int kept = c < 0 ? size : size - width;
    boolean carriageReturn = last == '\r';
    String end = (carriageReturn ? "\r" : "") + (c < 0 ? "" : "\n");
    byte[] line = Arrays.copyOf(bytes, carriageReturn ? kept - width : kept);
    return new Line(start, ByteBuffer.wrap(line), end, false);
  }

  /** Takes over one character as a number; -1 at the end, after what is left of a broken one. */
  private int character() throws IOException {
    int value = 0;
    for (int i = 0; i < width; i++) {
      int b = in.read();
      if (b < 0) {
        return -1;
      }
      position++;
      keep(b);
      value |= b << (8 * (order == ByteOrder.LITTLE_ENDIAN ? i : width - 1 - i));
    }
    return value;
  }

  private void keep(int b) {
    if (size == LONGEST) {
      tooLong = true;
      return;
    }
    if (size == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * size);
    }
    bytes[size++] = (byte) b;
  }
}
