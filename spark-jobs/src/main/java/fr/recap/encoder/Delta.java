package fr.recap.encoder;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import scala.Tuple2;

/**
 * What local epochs changed: sums over partitions, with the number of partitions that touched each
 * row.
 */
final class Delta implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int[] rows;
  private final int[] touched;
  private final float[] changes;
  private final float[] rowSquares;
  private final float[][] dense;
  private final float[][] squares;
  private final int partitions;

  /**
   * @param rows that were touched, increasing
   * @param touched partitions that touched each
   * @param changes [rows][width] of the embeddings
   * @param rowSquares changes of the optimiser's sums of the rows
   * @param dense changes of the other parameters
   * @param squares changes of the optimiser's other sums
   * @param partitions summed up
   */
  Delta(
      int[] rows,
      int[] touched,
      float[] changes,
      float[] rowSquares,
      float[][] dense,
      float[][] squares,
      int partitions) {
    this.rows = rows;
    this.touched = touched;
    this.changes = changes;
    this.rowSquares = rowSquares;
    this.dense = dense;
    this.squares = squares;
    this.partitions = partitions;
  }

  int[] rows() {
    return rows;
  }

  int[] touched() {
    return touched;
  }

  float[] changes() {
    return changes;
  }

  float[] rowSquares() {
    return rowSquares;
  }

  float[][] dense() {
    return dense;
  }

  float[][] squares() {
    return squares;
  }

  int partitions() {
    return partitions;
  }

  /** Does a local epoch on copies. */
  static Delta train(
      Parameters before,
      Adagrad optimiserBefore,
      EncoderSettings settings,
      EncoderInput input,
      List<Example> examples,
      long seed) {
    Parameters after = before.copy();
    Adagrad optimiser = optimiserBefore.copy();
    new LocalEpoch(input.shape(), settings, input.targets(), input.nodes())
        .run(after, optimiser, examples, input.vectors().frozenRows(), seed);
    int width = input.shape().width();
    int[] rows = new int[input.shape().rows()];
    int count = 0;
    for (int row = 0; row < rows.length; row++) {
      if (optimiser.rowSquares[row] != optimiserBefore.rowSquares[row]) {
        rows[count++] = row;
      }
    }
    rows = Arrays.copyOf(rows, count);
    float[] changes = new float[count * width];
    float[] rowSquares = new float[count];
    for (int i = 0; i < count; i++) {
      int at = rows[i] * width;
      for (int j = 0; j < width; j++) {
        changes[i * width + j] = after.embeddings[at + j] - before.embeddings[at + j];
      }
      rowSquares[i] = optimiser.rowSquares[rows[i]] - optimiserBefore.rowSquares[rows[i]];
    }
    int[] touched = new int[count];
    Arrays.fill(touched, 1);
    return new Delta(
        rows,
        touched,
        changes,
        rowSquares,
        minus(after.denseParts(), before.denseParts()),
        minus(optimiser.squares.denseParts(), optimiserBefore.squares.denseParts()),
        1);
  }

  private static float[][] minus(float[][] after, float[][] before) {
    float[][] change = new float[after.length][];
    for (int part = 0; part < after.length; part++) {
      change[part] = after[part].clone();
      Vectors.addScaled(change[part], 0, -1, before[part], 0, before[part].length);
    }
    return change;
  }

  /**
   * The same in parts, with the number of each: some rows each, and with the first ones the
   * parameters that have no rows, since these are always there.
   *
   * @param size rows of a part, touched or not
   */
  Stream<Tuple2<Integer, Delta>> chunks(int size) {
    int last = rows.length == 0 ? 0 : rows[rows.length - 1] / size;
    return IntStream.rangeClosed(0, last)
        .filter(number -> number == 0 || from(number * size) < from((number + 1) * size))
        .mapToObj(number -> new Tuple2<>(number, chunk(number, size)));
  }

  private Delta chunk(int number, int size) {
    int from = from(number * size);
    int to = from((number + 1) * size);
    int width = rows.length == 0 ? 0 : changes.length / rows.length;
    boolean first = number == 0;
    return new Delta(
        Arrays.copyOfRange(rows, from, to),
        Arrays.copyOfRange(touched, from, to),
        Arrays.copyOfRange(changes, from * width, to * width),
        Arrays.copyOfRange(rowSquares, from, to),
        first ? dense : new float[0][],
        first ? squares : new float[0][],
        partitions);
  }

  /** How many touched rows are below one. */
  private int from(int row) {
    int at = Arrays.binarySearch(rows, row);
    return at < 0 ? -at - 1 : at;
  }

  /** Sums in the order of the list. */
  static Delta sum(List<Delta> deltas) {
    Delta sum = deltas.get(0);
    for (Delta delta : deltas.subList(1, deltas.size())) {
      sum = sum.plus(delta);
    }
    return sum;
  }

  private Delta plus(Delta other) {
    int width = rows.length == 0 ? 0 : changes.length / rows.length;
    width = other.rows.length == 0 ? width : other.changes.length / other.rows.length;
    int[] union = new int[rows.length + other.rows.length];
    int[] counts = new int[union.length];
    float[] sums = new float[union.length * width];
    float[] squareSums = new float[union.length];
    int count = 0;
    for (int i = 0, j = 0; i < rows.length || j < other.rows.length; count++) {
      boolean ours = j == other.rows.length || (i < rows.length && rows[i] <= other.rows[j]);
      boolean theirs = i == rows.length || (j < other.rows.length && other.rows[j] <= rows[i]);
      if (ours) {
        union[count] = rows[i];
        counts[count] += touched[i];
        squareSums[count] += rowSquares[i];
        Vectors.addScaled(sums, count * width, 1, changes, i * width, width);
        i++;
      }
      if (theirs) {
        union[count] = other.rows[j];
        counts[count] += other.touched[j];
        squareSums[count] += other.rowSquares[j];
        Vectors.addScaled(sums, count * width, 1, other.changes, j * width, width);
        j++;
      }
    }
    return new Delta(
        Arrays.copyOf(union, count),
        Arrays.copyOf(counts, count),
        Arrays.copyOf(sums, count * width),
        Arrays.copyOf(squareSums, count),
        sum(dense, other.dense),
        sum(squares, other.squares),
        partitions + other.partitions);
  }

  private static float[][] sum(float[][] a, float[][] b) {
    float[][] sum = new float[a.length][];
    for (int part = 0; part < a.length; part++) {
      sum[part] = a[part].clone();
      Vectors.addScaled(sum[part], 0, 1, b[part], 0, b[part].length);
    }
    return sum;
  }

  /** Adds the averages, in place. */
  void addAverageTo(EncoderState.Trained start) {
    Parameters parameters = start.parameters();
    Adagrad optimiser = start.optimiser();
    int width = parameters.shape.width();
    for (int i = 0; i < rows.length; i++) {
      float share = 1f / touched[i];
      Vectors.addScaled(parameters.embeddings, rows[i] * width, share, changes, i * width, width);
      optimiser.rowSquares[rows[i]] += share * rowSquares[i];
    }
    addAll(parameters.denseParts(), dense, 1f / partitions);
    addAll(optimiser.squares.denseParts(), squares, 1f / partitions);
  }

  private static void addAll(float[][] to, float[][] changes, float share) {
    for (int part = 0; part < changes.length; part++) {
      Vectors.addScaled(to[part], 0, share, changes[part], 0, changes[part].length);
    }
  }
}
