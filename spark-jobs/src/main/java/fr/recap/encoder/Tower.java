package fr.recap.encoder;

import java.util.Arrays;

/** Takes texts to the unit sphere, and gradients back from there; one batch at a time. */
final class Tower {
  /** Keeps the length of a zero vector from dividing by zero. */
  private static final float TINY = 1e-12f;

  private final Shape shape;
  private final float[] pool;
  private final float[] poolGradient;

  /** [items][width], what goes into the dense layer. */
  private float[] hidden = new float[0];

  /** [items][out], unit vectors. */
  private float[] units = new float[0];

  private float[] norms = new float[0];

  Tower(Shape shape) {
    this.shape = shape;
    this.pool = new float[shape.width()];
    this.poolGradient = new float[shape.width()];
  }

  /** [items][out]; valid until the next call. */
  float[] units() {
    return units;
  }

  /**
   * Encodes forms.
   *
   * @param forms fields of each form
   */
  void forms(Parameters p, TokenBlock[][] forms, int count) {
    reserve(count);
    for (int i = 0; i < count; i++) {
      for (int field = 0; field < shape.fields(); field++) {
        hide(p, forms[i][field], field, i);
      }
      project(p, i, -1);
    }
  }

  /** Encodes the text of each leaf. */
  void nodes(Parameters p, TokenBlock[] texts) {
    reserve(texts.length);
    for (int leaf = 0; leaf < texts.length; leaf++) {
      hide(p, texts[leaf], shape.nodeField(), leaf);
      project(p, leaf, leaf);
    }
  }

  /**
   * Adds the gradients of {@link #forms} for the same forms.
   *
   * @param unitGradients [count][out], those of the loss by {@link #units}; overwritten
   */
  void formGradients(
      Parameters p,
      TokenBlock[][] forms,
      int count,
      float[] unitGradients,
      Parameters gradients,
      RowGradients rows) {
    float[] back = new float[shape.width()];
    for (int i = 0; i < count; i++) {
      backProject(p, i, -1, unitGradients, gradients, back);
      for (int field = 0; field < shape.fields(); field++) {
        backHide(p, forms[i][field], field, back, gradients, rows);
      }
    }
  }

  /** Adds the gradients of {@link #nodes}, as {@link #formGradients}. */
  void nodeGradients(
      Parameters p,
      TokenBlock[] texts,
      float[] unitGradients,
      Parameters gradients,
      RowGradients rows) {
    float[] back = new float[shape.width()];
    for (int leaf = 0; leaf < texts.length; leaf++) {
      backProject(p, leaf, leaf, unitGradients, gradients, back);
      backHide(p, texts[leaf], shape.nodeField(), back, gradients, rows);
    }
  }

  private void reserve(int count) {
    if (norms.length < count) {
      hidden = new float[count * shape.width()];
      units = new float[count * shape.out()];
      norms = new float[count];
    }
    Arrays.fill(hidden, 0, count * shape.width(), 0);
  }

  private void pool(Parameters p, TokenBlock block) {
    Arrays.fill(pool, 0);
    for (int t = 0; t < block.ids().length; t++) {
      Vectors.addScaled(
          pool, 0, block.weights()[t], p.embeddings, block.ids()[t] * shape.width(), shape.width());
    }
  }

  private void hide(Parameters p, TokenBlock block, int field, int item) {
    if (block.isEmpty()) {
      return;
    }
    pool(p, block);
    int at = field * shape.width();
    int to = item * shape.width();
    for (int j = 0; j < shape.width(); j++) {
      hidden[to + j] += p.gains[at + j] * pool[j] + p.biases[at + j];
    }
  }

  private void project(Parameters p, int item, int leaf) {
    int out = shape.out();
    int to = item * out;
    System.arraycopy(p.denseBias, 0, units, to, out);
    if (leaf >= 0) {
      Vectors.addScaled(units, to, 1, p.nodeOffsets, leaf * out, out);
    }
    int from = item * shape.width();
    for (int j = 0; j < shape.width(); j++) {
      Vectors.addScaled(units, to, hidden[from + j], p.dense, j * out, out);
    }
    float norm = (float) Math.sqrt(Vectors.dot(units, to, units, to, out) + TINY);
    norms[item] = norm;
    for (int j = 0; j < out; j++) {
      units[to + j] /= norm;
    }
  }

  private void backProject(
      Parameters p, int item, int leaf, float[] unitGradients, Parameters gradients, float[] back) {
    int out = shape.out();
    int at = item * out;
    float along = Vectors.dot(unitGradients, at, units, at, out);
    for (int j = 0; j < out; j++) {
      unitGradients[at + j] = (unitGradients[at + j] - along * units[at + j]) / norms[item];
    }
    Vectors.addScaled(gradients.denseBias, 0, 1, unitGradients, at, out);
    if (leaf >= 0) {
      Vectors.addScaled(gradients.nodeOffsets, leaf * out, 1, unitGradients, at, out);
    }
    int from = item * shape.width();
    for (int j = 0; j < shape.width(); j++) {
      Vectors.addScaled(gradients.dense, j * out, hidden[from + j], unitGradients, at, out);
      back[j] = Vectors.dot(p.dense, j * out, unitGradients, at, out);
    }
  }

  private void backHide(
      Parameters p,
      TokenBlock block,
      int field,
      float[] back,
      Parameters gradients,
      RowGradients rows) {
    if (block.isEmpty()) {
      return;
    }
    pool(p, block);
    int at = field * shape.width();
    for (int j = 0; j < shape.width(); j++) {
      gradients.gains[at + j] += back[j] * pool[j];
      gradients.biases[at + j] += back[j];
      poolGradient[j] = back[j] * p.gains[at + j];
    }
    for (int t = 0; t < block.ids().length; t++) {
      rows.add(block.ids()[t], block.weights()[t], poolGradient, 0);
    }
  }
}
