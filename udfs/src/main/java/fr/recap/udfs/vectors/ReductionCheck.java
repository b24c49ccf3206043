package fr.recap.udfs.vectors;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads a reduced file back and compares it with its source. */
final class ReductionCheck {
  /** Rows that are compared in each matrix, spread over it. */
  private static final int COMPARED = 10_000;

  private final MappedVectors source;
  private final Basis basis;

  ReductionCheck(MappedVectors source, Basis basis) {
    this.source = source;
    this.basis = basis;
  }

  /**
   * Opens the file, and projects a strided sample of rows and the last one again.
   *
   * @return rows compared
   * @throws IOException if anything differs
   */
  long check(Path reduced) throws IOException {
    MappedVectors written = MappedVectors.open(reduced);
    if (written.header().words() != source.header().words()
        || written.header().labels() != source.header().labels()
        || written.header().dimension() != basis.kept()) {
      throw new IOException(
          "%s came out wrong: its head says %s".formatted(reduced, written.header()));
    }
    return compare(reduced, source.input(), written.input())
        + compare(reduced, source.output(), written.output());
  }

  private long compare(Path reduced, MappedMatrix from, MappedMatrix to) throws IOException {
    float[] original = new float[from.columns()];
    float[] expected = new float[to.columns()];
    float[] found = new float[to.columns()];
    double[] sums = new double[to.columns()];
    long stride = Math.max(1, from.rows() / COMPARED);
    long compared = 0;
    for (long row = from.rows() - 1; row >= 0; row -= stride) {
      from.read(row, original, 0);
      basis.project(original, 0, sums, expected, 0);
      to.read(row, found, 0);
      if (!Arrays.equals(expected, found)) {
        throw new IOException(
            "%s came out wrong at row %d: check the disk and run it again".formatted(reduced, row));
      }
      compared++;
    }
    return compared;
  }
}
