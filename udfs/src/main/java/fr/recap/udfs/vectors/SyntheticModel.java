package fr.recap.udfs.vectors;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * A model with made-up words and values, in the shape of fastText's published ones: cbow, sub-words
 * of five characters, words of one to five syllables. For measurements.
 *
 * @param words words of the vocabulary
 * @param buckets rows of the sub-words
 */
public record SyntheticModel(int words, int buckets, int dimension) {
  private static final int BUFFER = 1 << 20;
  private static final int SUBWORD = 5;
  private static final String[] SYLLABLES = {
    "ba", "bou", "ca", "cha", "co", "de", "di", "é", "fa", "ga", "in", "la", "le", "ma", "mé", "mi",
    "na", "ni", "ou", "pa", "pré", "ra", "ri", "sa", "sé", "ta", "té", "tion", "tri", "u", "va",
        "ve"
  };

  public SyntheticModel {
    if (words < 1 || buckets < 1 || dimension < 1) {
      throw new IllegalArgumentException(
          "A model needs words, buckets and dimensions, cannot have: %d, %d, %d"
              .formatted(words, buckets, dimension));
    }
  }

  /** Bytes of the matrices; the words take some more. */
  public long bytes() {
    return (2L * words + buckets) * dimension * Float.BYTES;
  }

  /** The word of a number, each another one: its digits in base 32 as syllables. */
  public static String word(int number) {
    StringBuilder word = new StringBuilder();
    int rest = number;
    do {
      word.append(SYLLABLES[rest % SYLLABLES.length]);
      rest /= SYLLABLES.length;
    } while (rest > 0);
    // Some words of different digits read the same: the number makes them differ.
    return word.append(number % 7).toString();
  }

  /** Writes the model. */
  public void write(Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
      out.write(head().array());
      ByteBuffer tail = ByteBuffer.allocate(9).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < words; i++) {
        out.write(word(i).getBytes(StandardCharsets.UTF_8));
        out.write(0);
        out.write(tail.clear().putLong(1 + words / (i + 1L)).put((byte) 0).array());
      }
      writeMatrix(out, (long) words + buckets, 1);
      writeMatrix(out, words, 2);
    }
  }

  private ByteBuffer head() {
    return ByteBuffer.allocate(92)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(793712314)
        .putInt(12)
        .putInt(dimension)
        .putInt(5)
        .putInt(1)
        .putInt(1)
        .putInt(10)
        .putInt(1)
        .putInt(2)
        .putInt(1)
        .putInt(buckets)
        .putInt(SUBWORD)
        .putInt(SUBWORD)
        .putInt(100)
        .putDouble(1e-4)
        .putInt(words)
        .putInt(words)
        .putInt(0)
        .putLong(100L * words)
        .putLong(-1);
  }

  /** Columns of falling variance, so that a reduction has something to find. */
  private void writeMatrix(OutputStream out, long rows, long seed) throws IOException {
    out.write(
        ByteBuffer.allocate(17)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put((byte) 0)
            .putLong(rows)
            .putLong(dimension)
            .array());
    SplittableRandom random = new SplittableRandom(seed);
    float[] scales = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      scales[i] = (float) (0.1 * Math.exp(-2.0 * i / dimension) / Integer.MAX_VALUE);
    }
    ByteBuffer row = ByteBuffer.allocate(dimension * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (long r = 0; r < rows; r++) {
      row.clear();
      for (int i = 0; i < dimension; i++) {
        row.putFloat(scales[i] * random.nextInt());
      }
      out.write(row.array());
    }
  }
}
