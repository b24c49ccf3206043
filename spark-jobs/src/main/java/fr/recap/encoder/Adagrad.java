package fr.recap.encoder;

import java.io.Serializable;

/**
 * Adagrad (Duchi et al. 2011): a step is {@code rate * gradient / sqrt(sum of squared gradients)},
 * with one sum an embedding row (of mean squares) and one a number elsewhere.
 */
final class Adagrad implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final float TINY = 1e-8f;

  /** [rows] */
  final float[] rowSquares;

  final Parameters squares;

  private Adagrad(float[] rowSquares, Parameters squares) {
    this.rowSquares = rowSquares;
    this.squares = squares;
  }

  static Adagrad start(Shape shape) {
    return new Adagrad(new float[shape.rows()], withoutEmbeddings(shape));
  }

  /** Zeros for all parameters but the embeddings, which get one row that is not used. */
  static Parameters withoutEmbeddings(Shape s) {
    return Parameters.zeros(new Shape(1, s.width(), s.fields(), s.out(), s.leaves()));
  }

  Adagrad copy() {
    return new Adagrad(rowSquares.clone(), squares.copy());
  }

  /**
   * Moves parameters against their gradients.
   *
   * @param frozenRows embeddings below this row stay
   */
  void step(Parameters p, Parameters gradients, RowGradients rows, float rate, int frozenRows) {
    int width = p.shape.width();
    // An array of its own: see Vectors.
    float[] moved = new float[width];
    for (int slot = 0; slot < rows.count(); slot++) {
      int row = rows.row(slot);
      if (row < frozenRows) {
        continue;
      }
      float[] gradient = rows.values(slot);
      float mean = Vectors.dot(gradient, gradient) / width;
      rowSquares[row] += mean;
      float step = -rate / (float) Math.sqrt(rowSquares[row] + TINY);
      System.arraycopy(p.embeddings, row * width, moved, 0, width);
      Vectors.addScaled(moved, step, gradient);
      System.arraycopy(moved, 0, p.embeddings, row * width, width);
    }
    float[][] parts = p.denseParts();
    float[][] slopes = gradients.denseParts();
    float[][] sums = squares.denseParts();
    for (int part = 0; part < parts.length; part++) {
      float[] values = parts[part];
      float[] slope = slopes[part];
      float[] sum = sums[part];
      for (int i = 0; i < values.length; i++) {
        sum[i] += slope[i] * slope[i];
        values[i] -= rate * slope[i] / (float) Math.sqrt(sum[i] + TINY);
      }
    }
  }
}
