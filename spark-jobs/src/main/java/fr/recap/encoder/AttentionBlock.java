package fr.recap.encoder;

import java.util.Arrays;

/** The transformer block of {@link BlockParameters} on one text after the other, of one thread. */
final class AttentionBlock {
  private final int width;
  private final int middle;
  private final Heads heads;
  private final Linear query;
  private final Linear key;
  private final Linear value;
  private final Linear output;
  private final Linear up;
  private final Linear down;

  /** What each word was on its way. */
  private Words of = new Words(0, 0, 0);

  /** The gradients of the same. */
  private Words back = new Words(0, 0, 0);

  /** Numbers of the words of a text by step, [words][width] each but for {@code middle}. */
  private static final class Words {
    final float[][] x;
    final float[][] standard;
    final float[][] normed;
    final float[][] query;
    final float[][] key;
    final float[][] value;
    final float[][] mixed;
    final float[][] y;
    final float[][] forwardStandard;
    final float[][] forwardNormed;
    final float[][] middle;
    final float[][] z;
    final float[] inverses;
    final float[] forwardInverses;

    Words(int words, int width, int middle) {
      x = new float[words][width];
      standard = new float[words][width];
      normed = new float[words][width];
      query = new float[words][width];
      key = new float[words][width];
      value = new float[words][width];
      mixed = new float[words][width];
      y = new float[words][width];
      forwardStandard = new float[words][width];
      forwardNormed = new float[words][width];
      this.middle = new float[words][middle];
      z = new float[words][width];
      inverses = new float[words];
      forwardInverses = new float[words];
    }
  }

  AttentionBlock(Shape shape) {
    width = shape.width();
    middle = shape.attention().feedForward();
    heads = new Heads(shape.attention().heads(), width);
    query = new Linear(width, width);
    key = new Linear(width, width);
    value = new Linear(width, width);
    output = new Linear(width, width);
    up = new Linear(width, middle);
    down = new Linear(middle, width);
  }

  /** Takes the matrices over; to be called whenever the parameters have changed. */
  void prepare(BlockParameters p) {
    query.prepare(p.query());
    key.prepare(p.key());
    value.prepare(p.value());
    output.prepare(p.output());
    up.prepare(p.up());
    down.prepare(p.down());
  }

  /** The rows to fill before {@link #forward}, [at least words][width]. */
  float[][] input(int words) {
    if (of.x.length < words) {
      of = new Words(2 * words, width, middle);
      back = new Words(2 * words, width, middle);
    }
    return of.x;
  }

  /** What becomes of the words of {@link #input}, [words][width]; valid until the next call. */
  float[][] forward(BlockParameters p, int words) {
    for (int w = 0; w < words; w++) {
      of.inverses[w] =
          LayerNorm.apply(
              of.x[w], p.attentionGains(), p.attentionBiases(), of.standard[w], of.normed[w]);
      set(query, of.normed[w], of.query[w]);
      set(key, of.normed[w], of.key[w]);
      set(value, of.normed[w], of.value[w]);
    }
    heads.mix(of.query, of.key, of.value, words, of.mixed);
    for (int w = 0; w < words; w++) {
      System.arraycopy(of.x[w], 0, of.y[w], 0, width);
      output.add(of.mixed[w], of.y[w]);
      of.forwardInverses[w] =
          LayerNorm.apply(
              of.y[w],
              p.forwardGains(),
              p.forwardBiases(),
              of.forwardStandard[w],
              of.forwardNormed[w]);
      float[] positive = of.middle[w];
      System.arraycopy(p.upBias(), 0, positive, 0, middle);
      up.add(of.forwardNormed[w], positive);
      for (int j = 0; j < positive.length; j++) {
        positive[j] = Math.max(0, positive[j]);
      }
      System.arraycopy(of.y[w], 0, of.z[w], 0, width);
      Vectors.addScaled(of.z[w], 1, p.downBias());
      down.add(positive, of.z[w]);
    }
    return of.z;
  }

  private static void set(Linear linear, float[] from, float[] to) {
    Arrays.fill(to, 0);
    linear.add(from, to);
  }

  void startBack() {
    for (Linear linear : new Linear[] {query, key, value, output, up, down}) {
      linear.startBack();
    }
  }

  /** The gradients of the last {@link #forward}'s result, to be filled, [words][width]. */
  float[][] resultGradients() {
    return back.z;
  }

  /**
   * Goes back through the last {@link #forward}.
   *
   * @param gradients added to, but for the matrices, which wait for {@link #addGradients}
   * @return the gradients of {@link #input}, [words][width]
   */
  float[][] backward(BlockParameters p, int words, BlockParameters gradients) {
    for (int w = 0; w < words; w++) {
      backForward(p, w, gradients);
      Arrays.fill(back.mixed[w], 0);
      output.back(of.mixed[w], back.y[w], back.mixed[w]);
      Arrays.fill(back.query[w], 0);
      Arrays.fill(back.key[w], 0);
      Arrays.fill(back.value[w], 0);
    }
    heads.back(of.query, of.key, of.value, words, back.mixed, back.query, back.key, back.value);
    for (int w = 0; w < words; w++) {
      float[] normed = back.normed[w];
      Arrays.fill(normed, 0);
      query.back(of.normed[w], back.query[w], normed);
      key.back(of.normed[w], back.key[w], normed);
      value.back(of.normed[w], back.value[w], normed);
      System.arraycopy(back.y[w], 0, back.x[w], 0, width);
      LayerNorm.back(
          normed,
          p.attentionGains(),
          of.standard[w],
          of.inverses[w],
          gradients.attentionGains(),
          gradients.attentionBiases(),
          back.x[w]);
    }
    return back.x;
  }

  /** From z to y. */
  private void backForward(BlockParameters p, int w, BlockParameters gradients) {
    float[] z = back.z[w];
    Vectors.addScaled(gradients.downBias(), 1, z);
    float[] positive = back.middle[w];
    Arrays.fill(positive, 0);
    down.back(of.middle[w], z, positive);
    for (int j = 0; j < positive.length; j++) {
      positive[j] = of.middle[w][j] > 0 ? positive[j] : 0;
    }
    Vectors.addScaled(gradients.upBias(), 1, positive);
    Arrays.fill(back.forwardNormed[w], 0);
    up.back(of.forwardNormed[w], positive, back.forwardNormed[w]);
    System.arraycopy(z, 0, back.y[w], 0, width);
    LayerNorm.back(
        back.forwardNormed[w],
        p.forwardGains(),
        of.forwardStandard[w],
        of.forwardInverses[w],
        gradients.forwardGains(),
        gradients.forwardBiases(),
        back.y[w]);
  }

  /** Adds the gradients of the matrices since {@link #startBack}. */
  void addGradients(BlockParameters gradients) {
    query.addGradient(gradients.query());
    key.addGradient(gradients.key());
    value.addGradient(gradients.value());
    output.addGradient(gradients.output());
    up.addGradient(gradients.up());
    down.addGradient(gradients.down());
  }
}
