package fr.recap.udfs.vectors;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/** Principal components of the rows of a matrix, in one pass over them. */
final class PrincipalComponents {
  private static final int SHIFT_SAMPLE = 1000;

  private final MappedMatrix matrix;
  private final Consumer<String> progress;

  PrincipalComponents(MappedMatrix matrix, Consumer<String> progress) {
    this.matrix = matrix;
    this.progress = progress;
  }

  /**
   * The components that are kept.
   *
   * @param sample how many of the first rows decide; empty for all
   */
  Basis basis(int kept, Optional<Long> sample) throws IOException {
    long rows = Math.min(matrix.rows(), sample.orElse(Long.MAX_VALUE));
    double[] shift = shift(rows);
    SymmetricSums all = new SymmetricSums(matrix.columns());
    RowChunks.forEach(
        "covariance", rows, (first, count) -> sums(first, count, shift), all::add, progress);
    progress.accept("covariance: %,d rows".formatted(rows));
    return Basis.of(all.covariance(), kept);
  }

  private SymmetricSums sums(long first, int count, double[] shift) {
    SymmetricSums sums = new SymmetricSums(matrix.columns());
    sums.add(read(matrix, first, count), count, shift);
    return sums;
  }

  static float[] read(MappedMatrix matrix, long first, int count) {
    int columns = matrix.columns();
    float[] rows = new float[count * columns];
    for (int i = 0; i < count; i++) {
      matrix.read(first + i, rows, i * columns);
    }
    return rows;
  }

  /**
   * The mean of a strided sample: any shift gives the same covariance but for rounding, and one
   * outlying row (the first one often is) would cost digits.
   */
  private double[] shift(long rows) {
    double[] mean = new double[matrix.columns()];
    float[] row = new float[matrix.columns()];
    long stride = Math.max(1, rows / SHIFT_SAMPLE);
    long taken = 0;
    for (long at = 0; at < rows; at += stride) {
      matrix.read(at, row, 0);
      taken++;
      for (int i = 0; i < mean.length; i++) {
        mean[i] += (row[i] - mean[i]) / taken;
      }
    }
    return mean;
  }
}
