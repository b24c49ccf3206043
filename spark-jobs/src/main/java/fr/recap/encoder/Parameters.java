package fr.recap.encoder;

import java.io.Serializable;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * All learned numbers; arrays are row-major and changed in place by the trainer.
 *
 * <pre>
 * pool(field)  p_f = sum over its tokens t of weight_t * embeddings[t]
 * form         h = sum over its fields f of gains[f] * p_f + biases[f]      (element-wise)
 * node         h = gains[node] * p_node + biases[node]
 * dense        z = h * dense + denseBias            (for a node + nodeOffsets[leaf])
 * space        u = z / |z|
 * logit        scale * u(form) . u(node) + leafBias[leaf]
 * </pre>
 */
final class Parameters implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Weight of fields other than the main one before anything is learned. */
  private static final float OTHER_FIELDS = 0.4f;

  /** Cosines lie in [-1, 1]; a softmax over hundreds of leaves needs a wider range. */
  private static final float SCALE = 12;

  final Shape shape;

  /** [rows][width] */
  final float[] embeddings;

  /** [fields + 1][width] */
  final float[] gains;

  /** [fields + 1][width] */
  final float[] biases;

  /** [width][out] */
  final float[] dense;

  /** [out] */
  final float[] denseBias;

  /** [leaves][out] */
  final float[] nodeOffsets;

  /** [leaves] */
  final float[] leafBias;

  /** [1] */
  final float[] scale;

  private Parameters(
      Shape shape,
      float[] embeddings,
      float[] gains,
      float[] biases,
      float[] dense,
      float[] denseBias,
      float[] nodeOffsets,
      float[] leafBias,
      float[] scale) {
    this.shape = shape;
    this.embeddings = embeddings;
    this.gains = gains;
    this.biases = biases;
    this.dense = dense;
    this.denseBias = denseBias;
    this.nodeOffsets = nodeOffsets;
    this.leafBias = leafBias;
    this.scale = scale;
  }

  /** All zeros. */
  static Parameters zeros(Shape s) {
    return new Parameters(
        s,
        new float[s.rows() * s.width()],
        new float[(s.fields() + 1) * s.width()],
        new float[(s.fields() + 1) * s.width()],
        new float[s.width() * s.out()],
        new float[s.out()],
        new float[s.leaves() * s.out()],
        new float[s.leaves()],
        new float[1]);
  }

  /**
   * Where training begins: random embeddings, a dense layer near the identity, the logarithms of
   * the prior as biases.
   *
   * @param prior share of each leaf, positive
   */
  static Parameters start(Shape shape, float[] prior, long seed) {
    Parameters start = zeros(shape);
    SplittableRandom random = new SplittableRandom(seed);
    float range = (float) Math.sqrt(3.0 / shape.width());
    fill(start.embeddings, random, range);
    Arrays.fill(start.gains, OTHER_FIELDS);
    Arrays.fill(start.gains, 0, shape.width(), 1);
    int node = shape.nodeField() * shape.width();
    Arrays.fill(start.gains, node, node + shape.width(), 1);
    fill(start.dense, random, range / 4);
    for (int i = 0; i < Math.min(shape.width(), shape.out()); i++) {
      start.dense[i * shape.out() + i] += 1;
    }
    for (int leaf = 0; leaf < shape.leaves(); leaf++) {
      start.leafBias[leaf] = (float) Math.log(prior[leaf] * shape.leaves()) / 2;
    }
    start.scale[0] = SCALE;
    return start;
  }

  private static void fill(float[] values, SplittableRandom random, float range) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextDouble() * 2 - 1) * range;
    }
  }

  Parameters copy() {
    return new Parameters(
        shape,
        embeddings.clone(),
        gains.clone(),
        biases.clone(),
        dense.clone(),
        denseBias.clone(),
        nodeOffsets.clone(),
        leafBias.clone(),
        scale.clone());
  }

  /** Everything but the embeddings, in a fixed order. */
  float[][] denseParts() {
    return new float[][] {gains, biases, dense, denseBias, nodeOffsets, leafBias, scale};
  }
}
