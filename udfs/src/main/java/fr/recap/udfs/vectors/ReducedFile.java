package fr.recap.udfs.vectors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where the parts of the reduced file lie: as in its source, but with shorter rows. */
record ReducedFile(VectorsFile source, int dimension) {
  /** The dimension stands behind the magic number and the version. */
  private static final int DIMENSION_AT = 8;

  private static final int MATRIX_HEAD_BYTES = 17;

  static ReducedFile of(VectorsFile source, int dimension) {
    return new ReducedFile(source, dimension);
  }

  long inputStart() {
    return source.dictionaryEnd() + MATRIX_HEAD_BYTES;
  }

  private long inputEnd() {
    return inputStart() + source.input().rows() * dimension * Float.BYTES;
  }

  long outputStart() {
    return inputEnd() + MATRIX_HEAD_BYTES;
  }

  long bytes() {
    return outputStart() + source.output().rows() * dimension * Float.BYTES;
  }

  /** Copies head and dictionary, with the new dimension, and begins the input matrix. */
  void writeHead(Path path, FileChannel target) throws IOException {
    try (FileChannel from = FileChannel.open(path, StandardOpenOption.READ)) {
      target.position(0);
      for (long at = 0; at < source.dictionaryEnd(); ) {
        at += from.transferTo(at, source.dictionaryEnd() - at, target);
      }
    }
    ByteBuffer width = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    write(target, width.putInt(dimension).flip(), DIMENSION_AT);
    write(target, matrixHead(source.input().rows()), source.dictionaryEnd());
  }

  void writeOutputHead(FileChannel target) throws IOException {
    write(target, matrixHead(source.output().rows()), inputEnd());
  }

  private ByteBuffer matrixHead(long rows) {
    return ByteBuffer.allocate(MATRIX_HEAD_BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 0)
        .putLong(rows)
        .putLong(dimension)
        .flip();
  }

  static void write(FileChannel target, ByteBuffer bytes, long at) throws IOException {
    for (long position = at; bytes.hasRemaining(); ) {
      position += target.write(bytes, position);
    }
  }
}
