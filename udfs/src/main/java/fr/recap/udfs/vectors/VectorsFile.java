package fr.recap.udfs.vectors;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the parts of a {@code .bin} file lie: arguments, dictionary, input matrix, output matrix.
 * All numbers are little-endian.
 *
 * @param dictionaryStart first byte of the dictionary's entries
 * @param dictionaryEnd the byte after them
 */
record VectorsFile(
    VectorsHeader header,
    long dictionaryStart,
    long dictionaryEnd,
    Matrix input,
    Matrix output,
    Vocabulary vocabulary) {

  private static final int MAGIC = 793712314;
  private static final int HEAD_BYTES = 92;
  private static final int MATRIX_HEAD_BYTES = 17;

  /** No model has a tenth of it; with more, a small file could ask for all the memory. */
  private static final int MOST_DIMENSIONS = 1 << 16;

  /**
   * A matrix of floats, row by row.
   *
   * @param start byte of its first value
   */
  record Matrix(long rows, int columns, long start) {
    long end() {
      return start + rows * columns * Float.BYTES;
    }
  }

  /**
   * Reads and checks everything but the values of the matrices.
   *
   * @throws VectorsFormatException if the file is foreign, truncated, quantised or pruned
   */
  static VectorsFile read(Path path, FileChannel channel) throws IOException {
    VectorsHeader header = header(path, channel);
    int entries = header.words() + header.labels();
    long start = HEAD_BYTES;
    Vocabulary vocabulary = Vocabulary.read(path, channel, start, header.words(), entries);
    long end = start + vocabulary.bytes();
    Matrix input = matrix(path, channel, end, header.dimension());
    long expected = (long) header.words() + header.buckets();
    if (input.rows() != expected) {
      throw new VectorsFormatException(
          "%s is damaged: its matrix has %,d rows, its words and buckets need %,d; copy or download it again"
              .formatted(path, input.rows(), expected));
    }
    Matrix output = matrix(path, channel, input.end(), header.dimension());
    if (channel.size() != output.end()) {
      throw new VectorsFormatException(
          "%s is damaged: it has %,d bytes after the end of the model; copy or download it again"
              .formatted(path, channel.size() - output.end()));
    }
    return new VectorsFile(header, start, end, input, output, vocabulary);
  }

  private static VectorsHeader header(Path path, FileChannel channel) throws IOException {
    ByteBuffer head = bytes(path, channel, 0, HEAD_BYTES);
    if (head.getInt() != MAGIC) {
      throw new VectorsFormatException(
          path
              + " is no fastText model: give a .bin file as fastText writes it (neither .vec text"
              + " nor an archive; gunzip a .bin.gz first)");
    }
    int version = head.getInt();
    if (version != 11 && version != 12) {
      throw new VectorsFormatException(
          "%s has the fastText format %d, only 11 and 12 can be read: write it anew with fastText 0.9"
              .formatted(path, version));
    }
    int dimension = head.getInt();
    int window = head.getInt();
    int epochs = head.getInt();
    int minCount = head.getInt();
    int negatives = head.getInt();
    int wordNgrams = head.getInt();
    Optional<VectorsHeader.Loss> loss = VectorsHeader.Loss.of(head.getInt());
    Optional<VectorsHeader.Kind> kind = VectorsHeader.Kind.of(head.getInt());
    int buckets = head.getInt();
    int minSubword = head.getInt();
    int maxSubword = head.getInt();
    head.getInt(); // how often the learning rate is updated
    head.getDouble(); // the threshold of sub-sampling
    int size = head.getInt();
    int words = head.getInt();
    int labels = head.getInt();
    long tokens = head.getLong();
    long pruned = head.getLong();
    if (dimension < 1
        || dimension > MOST_DIMENSIONS
        || loss.isEmpty()
        || kind.isEmpty()
        || buckets < 0
        || words < 0
        || labels < 0
        || (long) words + labels != size) {
      throw new VectorsFormatException(
          path + " is damaged: its head makes no sense; copy or download it again");
    }
    if (pruned >= 0) {
      throw new VectorsFormatException(
          path + " is pruned (quantize -cutoff): give the .bin file that it was made of");
    }
    return new VectorsHeader(
        version,
        kind.get(),
        loss.get(),
        dimension,
        window,
        epochs,
        minCount,
        negatives,
        wordNgrams,
        buckets,
        minSubword,
        // As libfasttext: format 11 had no sub-words in supervised models.
        version == 11 && kind.get() == VectorsHeader.Kind.SUPERVISED ? 0 : maxSubword,
        words,
        labels,
        tokens);
  }

  private static Matrix matrix(Path path, FileChannel channel, long at, int dimension)
      throws IOException {
    ByteBuffer head = bytes(path, channel, at, MATRIX_HEAD_BYTES);
    if (head.get() != 0) {
      throw new VectorsFormatException(
          path + " is quantised (.ftz): give the .bin file that it was made of");
    }
    long rows = head.getLong();
    long columns = head.getLong();
    if (rows < 0 || rows > Integer.MAX_VALUE || columns != dimension) {
      throw new VectorsFormatException(
          "%s is damaged: a matrix has %d rows and %d columns, where the dimension is %d; copy or download it again"
              .formatted(path, rows, columns, dimension));
    }
    Matrix matrix = new Matrix(rows, dimension, at + MATRIX_HEAD_BYTES);
    if (matrix.end() > channel.size()) {
      throw truncated(path, channel, matrix.end());
    }
    return matrix;
  }

  static VectorsFormatException truncated(Path path, FileChannel channel, long needed)
      throws IOException {
    return new VectorsFormatException(
        "%s is truncated: it has %,d bytes and needs at least %,d; copy or download it again"
            .formatted(path, channel.size(), needed));
  }

  private static ByteBuffer bytes(Path path, FileChannel channel, long at, int length)
      throws IOException {
    if (at + length > channel.size()) {
      throw truncated(path, channel, at + length);
    }
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, at + buffer.position()) < 0) {
        throw new EOFException(path + " became shorter while it was read");
      }
    }
    return buffer.flip();
  }
}
