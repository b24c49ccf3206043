package fr.recap.encoder;

import java.util.Arrays;

/** Loss and gradients of batches; scratch of one thread. */
final class TwoTower {
  /** Differences of probabilities below this don't move anything. */
  private static final float NEGLIGIBLE = 1e-6f;

  private final Shape shape;
  private final TreeTargets targets;
  private final TokenBlock[] nodes;
  private final Tower formTower;
  private final Tower nodeTower;
  private final float[] transposed;
  private float[] logits = new float[0];
  private float[] formUnits = new float[0];
  private final float[] nodeUnits;

  /**
   * @param nodes text of each leaf
   */
  TwoTower(Shape shape, TreeTargets targets, TokenBlock[] nodes) {
    this.shape = shape;
    this.targets = targets;
    this.nodes = nodes;
    this.formTower = new Tower(shape);
    this.nodeTower = new Tower(shape);
    this.transposed = new float[shape.leaves() * shape.out()];
    this.nodeUnits = new float[shape.leaves() * shape.out()];
  }

  /**
   * Adds the gradients of the mean loss of a batch.
   *
   * @param forms fields of each example, with tokens dropped perhaps
   * @return sum of the losses by weight, in nats
   */
  double gradients(
      Parameters p,
      Example[] batch,
      TokenBlock[][] forms,
      int count,
      Parameters gradients,
      RowGradients rows) {
    double loss = forward(p, batch, forms, count);
    double total = 0;
    for (int i = 0; i < count; i++) {
      total += batch[i].weight();
    }
    int leaves = shape.leaves();
    int out = shape.out();
    float[] units = formTower.units();
    float[] unitsOfNodes = nodeTower.units();
    Arrays.fill(formUnits, 0, count * out, 0);
    Arrays.fill(nodeUnits, 0);
    float scale = p.scale[0];
    double scaleGradient = 0;
    for (int i = 0; i < count; i++) {
      int row = i * leaves;
      for (int leaf = 0; leaf < leaves; leaf++) {
        logits[row + leaf] = (float) Math.exp(logits[row + leaf]);
      }
      targets.subtract(batch[i], logits, row);
      float weight = (float) (batch[i].weight() / total);
      for (int leaf = 0; leaf < leaves; leaf++) {
        float gradient = logits[row + leaf];
        if (gradient < NEGLIGIBLE && gradient > -NEGLIGIBLE) {
          continue;
        }
        gradient *= weight;
        gradients.leafBias[leaf] += gradient;
        Vectors.addScaled(formUnits, i * out, gradient, unitsOfNodes, leaf * out, out);
        Vectors.addScaled(nodeUnits, leaf * out, gradient, units, i * out, out);
      }
      scaleGradient += Vectors.dot(formUnits, i * out, units, i * out, out);
    }
    gradients.scale[0] += (float) scaleGradient;
    multiply(formUnits, scale, count * out);
    multiply(nodeUnits, scale, nodeUnits.length);
    formTower.formGradients(p, forms, count, formUnits, gradients, rows);
    nodeTower.nodeGradients(p, nodes, nodeUnits, gradients, rows);
    return loss;
  }

  /** Sum of the losses of examples by weight, in nats. */
  double loss(Parameters p, Example[] batch, int count) {
    TokenBlock[][] forms = new TokenBlock[count][];
    for (int i = 0; i < count; i++) {
      forms[i] = batch[i].fields();
    }
    return forward(p, batch, forms, count);
  }

  /** Leaves the logarithms of the probabilities in {@link #logits}. */
  private double forward(Parameters p, Example[] batch, TokenBlock[][] forms, int count) {
    int leaves = shape.leaves();
    int out = shape.out();
    if (logits.length < count * leaves) {
      logits = new float[count * leaves];
      formUnits = new float[count * out];
    }
    formTower.forms(p, forms, count);
    nodeTower.nodes(p, nodes);
    transpose(nodeTower.units(), leaves, out, transposed);
    double loss = 0;
    for (int i = 0; i < count; i++) {
      int row = i * leaves;
      logits(formTower.units(), i * out, transposed, p, logits, row);
      toLogProbabilities(logits, row, leaves);
      loss += batch[i].weight() * targets.loss(batch[i], logits, row);
    }
    return loss;
  }

  /**
   * The logits of one unit vector.
   *
   * @param transposed unit vectors of the leaves, [out][leaves]
   */
  static void logits(
      float[] units, int unitAt, float[] transposed, Parameters p, float[] logits, int at) {
    int leaves = p.shape.leaves();
    System.arraycopy(p.leafBias, 0, logits, at, leaves);
    Vectors.addRows(logits, at, p.scale[0], units, unitAt, transposed, leaves);
  }

  static void toLogProbabilities(float[] logits, int at, int n) {
    float highest = Float.NEGATIVE_INFINITY;
    for (int i = at; i < at + n; i++) {
      highest = Math.max(highest, logits[i]);
    }
    double sum = 0;
    for (int i = at; i < at + n; i++) {
      sum += Math.exp(logits[i] - highest);
    }
    float log = highest + (float) Math.log(sum);
    for (int i = at; i < at + n; i++) {
      logits[i] -= log;
    }
  }

  static void transpose(float[] matrix, int rows, int columns, float[] to) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        to[j * rows + i] = matrix[i * columns + j];
      }
    }
  }

  private static void multiply(float[] values, float factor, int n) {
    for (int i = 0; i < n; i++) {
      values[i] *= factor;
    }
  }
}
