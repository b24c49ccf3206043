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

  /** [out][leaves] */
  private final float[][] leafUnits;

  /** [count][leaves] */
  private float[][] probabilities = new float[0][];

  /** [count][out] */
  private float[][] formGradients = new float[0][];

  /** [leaves][out] */
  private final float[][] nodeGradients;

  /** [leaves][width], those of the loss by the means of the leaves' embeddings. */
  private final float[][] poolGradients;

  private final float[] logs;

  /**
   * @param nodes text of each leaf
   */
  TwoTower(Shape shape, TreeTargets targets, TokenBlock[] nodes) {
    this.shape = shape;
    this.targets = targets;
    this.nodes = nodes;
    this.formTower = new Tower(shape);
    this.nodeTower = new Tower(shape);
    this.leafUnits = new float[shape.out()][shape.leaves()];
    this.nodeGradients = new float[shape.leaves()][shape.out()];
    this.poolGradients = new float[shape.leaves()][shape.width()];
    this.logs = new float[shape.leaves()];
  }

  /** Takes over the embeddings of the leaves' texts, for the batches to come. */
  void readTexts(Parameters p) {
    nodeTower.readNodes(p, nodes);
  }

  /**
   * Adds the gradients of the embeddings of the leaves' texts that gathered since the last call.
   */
  void textGradients(RowGradients rows) {
    for (int leaf = 0; leaf < nodes.length; leaf++) {
      rows.add(nodes[leaf], poolGradients[leaf]);
      Arrays.fill(poolGradients[leaf], 0);
    }
  }

  /**
   * Adds the gradients of the mean loss of a batch, but for those of {@link #textGradients}.
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
    for (float[] gradient : nodeGradients) {
      Arrays.fill(gradient, 0);
    }
    float[][] units = formTower.units();
    double scaleGradient = 0;
    for (int i = 0; i < count; i++) {
      float[] ofLogits = probabilities[i];
      targets.subtract(batch[i], ofLogits);
      Vectors.multiply(ofLogits, (float) (batch[i].weight() / total));
      Vectors.addScaled(gradients.leafBias, 1, ofLogits);
      spread(ofLogits, units[i], formGradients[i]);
      scaleGradient += Vectors.dot(formGradients[i], units[i]);
      Vectors.multiply(formGradients[i], p.scale[0]);
    }
    gradients.scale[0] += (float) scaleGradient;
    for (float[] gradient : nodeGradients) {
      Vectors.multiply(gradient, p.scale[0]);
    }
    formTower.formGradients(p, forms, count, formGradients, gradients, rows);
    nodeTower.nodeGradients(p, nodes, nodeGradients, gradients, poolGradients);
    return loss;
  }

  /** Takes the gradients of a form's logits to its unit vector and to those of the leaves. */
  private void spread(float[] ofLogits, float[] unit, float[] formGradient) {
    Arrays.fill(formGradient, 0);
    float[][] unitsOfLeaves = nodeTower.units();
    for (int leaf = 0; leaf < ofLogits.length; leaf++) {
      float gradient = ofLogits[leaf];
      if (gradient >= NEGLIGIBLE || gradient <= -NEGLIGIBLE) {
        Vectors.addScaled(formGradient, gradient, unitsOfLeaves[leaf]);
        Vectors.addScaled(nodeGradients[leaf], gradient, unit);
      }
    }
  }

  /** Sum of the losses of examples by weight, in nats. */
  double loss(Parameters p, Example[] batch, int count) {
    TokenBlock[][] forms = new TokenBlock[count][];
    for (int i = 0; i < count; i++) {
      forms[i] = batch[i].fields();
    }
    return forward(p, batch, forms, count);
  }

  /** Leaves the probabilities in {@link #probabilities}. */
  private double forward(Parameters p, Example[] batch, TokenBlock[][] forms, int count) {
    if (probabilities.length < count) {
      probabilities = new float[count][shape.leaves()];
      formGradients = new float[count][shape.out()];
    }
    formTower.prepare(p);
    nodeTower.prepare(p);
    formTower.forms(p, forms, count);
    nodeTower.nodes(p, nodes);
    Vectors.transpose(nodeTower.units(), leafUnits);
    double loss = 0;
    for (int i = 0; i < count; i++) {
      logits(formTower.units()[i], leafUnits, p, logs);
      toLogs(logs, probabilities[i]);
      loss += batch[i].weight() * targets.loss(batch[i], logs);
    }
    return loss;
  }

  /**
   * The logits of one unit vector.
   *
   * @param leafUnits unit vectors of the leaves, [out][leaves]
   */
  static void logits(float[] unit, float[][] leafUnits, Parameters p, float[] logits) {
    System.arraycopy(p.leafBias, 0, logits, 0, logits.length);
    Vectors.addProduct(logits, p.scale[0], unit, leafUnits);
  }

  /** Makes logarithms of probabilities of logits, and the probabilities. */
  static void toLogs(float[] logits, float[] probabilities) {
    float highest = Float.NEGATIVE_INFINITY;
    for (float logit : logits) {
      highest = Math.max(highest, logit);
    }
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      double odds = Math.exp(logits[i] - highest);
      probabilities[i] = (float) odds;
      sum += odds;
    }
    float log = highest + (float) Math.log(sum);
    for (int i = 0; i < logits.length; i++) {
      logits[i] -= log;
    }
    Vectors.multiply(probabilities, (float) (1 / sum));
  }
}
