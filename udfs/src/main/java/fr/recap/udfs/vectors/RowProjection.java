package fr.recap.udfs.vectors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.function.Consumer;

/** Writes the projected rows of a matrix to their place in the new file. */
final class RowProjection {
  private final Basis basis;
  private final FileChannel target;
  private final Consumer<String> progress;

  RowProjection(Basis basis, FileChannel target, Consumer<String> progress) {
    this.basis = basis;
    this.target = target;
    this.progress = progress;
  }

  void project(String what, MappedMatrix matrix, long start) throws IOException {
    RowChunks.forEach(
        what,
        matrix.rows(),
        (first, count) -> {
          write(matrix, first, count, start);
          return count;
        },
        count -> {},
        progress);
    progress.accept("%s: %,d rows".formatted(what, matrix.rows()));
  }

  private void write(MappedMatrix matrix, long first, int count, long start) throws IOException {
    int kept = basis.kept();
    float[] rows = PrincipalComponents.read(matrix, first, count);
    float[] projected = new float[count * kept];
    double[] sums = new double[kept];
    for (int i = 0; i < count; i++) {
      basis.project(rows, i * matrix.columns(), sums, projected, i * kept);
    }
    ByteBuffer bytes =
        ByteBuffer.allocate(projected.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(projected);
    ReducedFile.write(target, bytes, start + first * kept * Float.BYTES);
  }
}
