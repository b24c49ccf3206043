package fr.recap.udfs.vectors;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;

/**
 * Rows of floats in a mapped file. A mapping can't exceed 2 GiB, so that a matrix is a list of
 * windows with a power of two of whole rows each.
 */
final class MappedMatrix {
  private final FloatBuffer[] windows;
  private final int columns;
  private final long rows;
  private final int shift;
  private final int mask;

  private MappedMatrix(FloatBuffer[] windows, VectorsFile.Matrix place, int shift) {
    this.windows = windows;
    this.columns = place.columns();
    this.rows = place.rows();
    this.shift = shift;
    this.mask = (1 << shift) - 1;
  }

  /** Maps a matrix in windows of at most {@code windowBytes}. */
  static MappedMatrix map(FileChannel channel, VectorsFile.Matrix place, long windowBytes)
      throws IOException {
    long rowBytes = (long) place.columns() * Float.BYTES;
    long fitting = Math.max(1, Math.min(windowBytes, Integer.MAX_VALUE) / rowBytes);
    int shift = 63 - Long.numberOfLeadingZeros(fitting);
    long perWindow = 1L << shift;
    int count = Math.toIntExact((place.rows() + perWindow - 1) / perWindow);
    FloatBuffer[] windows = new FloatBuffer[count];
    for (int i = 0; i < count; i++) {
      long first = i * perWindow;
      long length = Math.min(perWindow, place.rows() - first) * rowBytes;
      windows[i] =
          channel
              .map(FileChannel.MapMode.READ_ONLY, place.start() + first * rowBytes, length)
              .order(ByteOrder.LITTLE_ENDIAN)
              .asFloatBuffer();
    }
    return new MappedMatrix(windows, place, shift);
  }

  long rows() {
    return rows;
  }

  int columns() {
    return columns;
  }

  /** Copies a row to {@code target[offset..]}. */
  void read(long row, float[] target, int offset) {
    windows[(int) (row >>> shift)].get((int) (row & mask) * columns, target, offset, columns);
  }
}
