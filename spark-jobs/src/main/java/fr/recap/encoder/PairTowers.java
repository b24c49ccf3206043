package fr.recap.encoder;

/**
 * Loss and gradients of batches of pairs; scratch of one thread. Each form is to tell its
 * establishment from all others of the batch:
 *
 * <pre>
 * logit(i, e)  scale * u(form i) . u(establishment e)
 * loss         mean over forms i of -log softmax(logit(i, .))[establishment of i]
 * </pre>
 *
 * (in-batch negatives, Karpukhin et al. 2020, with the hard ones of all forms of the batch).
 */
final class PairTowers {
  private final Shape shape;
  private final Tower tower;

  /** [forms][establishments], those of the latest batch. */
  private float[][] probabilities = new float[0][];

  PairTowers(Shape shape) {
    this.shape = shape;
    this.tower = new Tower(shape);
  }

  /**
   * Adds the gradients of the mean loss of a batch.
   *
   * @return the sum of its losses, in nats
   */
  double gradients(Parameters p, PairBatch batch, Parameters gradients, RowGradients rows) {
    final double loss = loss(p, batch);
    int forms = batch.forms();
    float[][] units = tower.units();
    float[][] slopes = new float[batch.items().length][shape.out()];
    double scaleGradient = 0;
    for (int i = 0; i < forms; i++) {
      float[] ofLogits = probabilities[i];
      ofLogits[batch.truth(i)] -= 1;
      Vectors.multiply(ofLogits, 1f / forms);
      for (int e = 0; e < ofLogits.length; e++) {
        Vectors.addScaled(slopes[i], ofLogits[e], units[forms + e]);
        Vectors.addScaled(slopes[forms + e], ofLogits[e] * p.scale[0], units[i]);
      }
      scaleGradient += Vectors.dot(slopes[i], units[i]);
      Vectors.multiply(slopes[i], p.scale[0]);
    }
    gradients.scale[0] += (float) scaleGradient;
    tower.formGradients(p, batch.items(), batch.items().length, slopes, gradients, rows);
    return loss;
  }

  /** The sum of the losses of a batch, in nats; leaves its {@link #probabilities}. */
  double loss(Parameters p, PairBatch batch) {
    tower.prepare(p);
    tower.forms(p, batch.items(), batch.items().length);
    probabilities = new float[batch.forms()][batch.establishments()];
    float[] logs = new float[batch.establishments()];
    float[][] units = tower.units();
    double loss = 0;
    for (int i = 0; i < batch.forms(); i++) {
      for (int e = 0; e < logs.length; e++) {
        logs[e] = p.scale[0] * Vectors.dot(units[i], units[batch.forms() + e]);
      }
      TwoTower.toLogs(logs, probabilities[i]);
      loss -= logs[batch.truth(i)];
    }
    return loss;
  }
}
