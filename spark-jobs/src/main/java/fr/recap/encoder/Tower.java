package fr.recap.encoder;

import java.util.Arrays;

/** Takes texts to the unit sphere, and gradients back from there; one batch at a time. */
final class Tower {
  /** Keeps the length of a zero vector from dividing by zero. */
  private static final float TINY = 1e-12f;

  private final Shape shape;
  private final float[] poolGradient;
  private final float[] row;
  private final float[] gains;
  private final float[] back;

  /** [width][out], those of {@link #prepare}. */
  private final float[][] dense;

  /** [out][width] */
  private final float[][] denseByOut;

  /** [width][out] */
  private final float[][] denseGradient;

  /** [items][width], what goes into the dense layer. */
  private float[][] hidden = new float[0][];

  /** [items][out], unit vectors. */
  private float[][] units = new float[0][];

  private float[] norms = new float[0];

  /** [items * fields of an item][width], the weighted means of the texts' embeddings. */
  private float[][] pools = new float[0][];

  Tower(Shape shape) {
    this.shape = shape;
    this.poolGradient = new float[shape.width()];
    this.row = new float[shape.width()];
    this.gains = new float[shape.width()];
    this.back = new float[shape.width()];
    this.dense = new float[shape.width()][shape.out()];
    this.denseByOut = new float[shape.out()][shape.width()];
    this.denseGradient = new float[shape.width()][shape.out()];
  }

  /** Takes over the dense layer; to be called whenever the parameters have changed. */
  void prepare(Parameters p) {
    Vectors.toRows(p.dense, dense);
  }

  /** [items][out]; valid until the next call, with more rows than items perhaps. */
  float[][] units() {
    return units;
  }

  /**
   * Encodes forms.
   *
   * @param forms fields of each form
   */
  void forms(Parameters p, TokenBlock[][] forms, int count) {
    int fields = shape.fields();
    reserve(count);
    reservePools(count * fields);
    for (int i = 0; i < count; i++) {
      for (int field = 0; field < fields; field++) {
        hide(p, forms[i][field], field, i, pools[i * fields + field]);
      }
      project(p, i, -1);
    }
  }

  /** Starts a form whose fields are added one by one. */
  void start() {
    reserve(1);
  }

  /**
   * Adds a field to the form.
   *
   * @param pooled weighted mean of its embeddings, [width]
   */
  void add(Parameters p, float[] pooled, int field) {
    hide(p, pooled, field, 0);
  }

  /** The unit vector of the form; valid until the next one. */
  float[] finish(Parameters p) {
    project(p, 0, -1);
    return units[0];
  }

  /** Takes over the embeddings of each leaf's text, for all encodings to come. */
  void readNodes(Parameters p, TokenBlock[] texts) {
    reservePools(texts.length);
    for (int leaf = 0; leaf < texts.length; leaf++) {
      pool(p, texts[leaf], pools[leaf]);
    }
  }

  /** Encodes the text of each leaf. */
  void nodes(Parameters p, TokenBlock[] texts) {
    reserve(texts.length);
    for (int leaf = 0; leaf < texts.length; leaf++) {
      if (!texts[leaf].isEmpty()) {
        hide(p, pools[leaf], shape.nodeField(), leaf);
      }
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
      float[][] unitGradients,
      Parameters gradients,
      RowGradients rows) {
    int fields = shape.fields();
    startBack();
    for (int i = 0; i < count; i++) {
      backProject(i, -1, unitGradients[i], gradients);
      for (int field = 0; field < fields; field++) {
        backHide(p, forms[i][field], field, pools[i * fields + field], gradients, rows);
      }
    }
    addDense(gradients);
  }

  /**
   * Adds the gradients of {@link #nodes}, as {@link #formGradients}, but for those of the
   * embeddings.
   *
   * @param poolGradients [leaves][width], to which the gradients by the weighted means of the
   *     embeddings are added
   */
  void nodeGradients(
      Parameters p,
      TokenBlock[] texts,
      float[][] unitGradients,
      Parameters gradients,
      float[][] poolGradients) {
    startBack();
    for (int leaf = 0; leaf < texts.length; leaf++) {
      backProject(leaf, leaf, unitGradients[leaf], gradients);
      if (!texts[leaf].isEmpty()) {
        backPool(p, shape.nodeField(), pools[leaf], gradients);
        Vectors.addScaled(poolGradients[leaf], 1, poolGradient);
      }
    }
    addDense(gradients);
  }

  private void startBack() {
    Vectors.transpose(dense, denseByOut);
    for (float[] gradient : denseGradient) {
      Arrays.fill(gradient, 0);
    }
  }

  private void addDense(Parameters gradients) {
    int out = shape.out();
    for (int j = 0; j < denseGradient.length; j++) {
      Vectors.addScaled(gradients.dense, j * out, 1, denseGradient[j], 0, out);
    }
  }

  private void reserve(int count) {
    if (norms.length < count) {
      hidden = new float[count][shape.width()];
      units = new float[count][shape.out()];
      norms = new float[count];
    }
    for (int i = 0; i < count; i++) {
      Arrays.fill(hidden[i], 0);
    }
  }

  private void reservePools(int count) {
    if (pools.length < count) {
      pools = new float[count][shape.width()];
    }
  }

  private void pool(Parameters p, TokenBlock block, float[] pool) {
    Arrays.fill(pool, 0);
    int width = shape.width();
    for (int t = 0; t < block.ids().length; t++) {
      System.arraycopy(p.embeddings, block.ids()[t] * width, row, 0, width);
      Vectors.addScaled(pool, block.weights()[t], row);
    }
  }

  private void hide(Parameters p, TokenBlock block, int field, int item, float[] pool) {
    if (block.isEmpty()) {
      return;
    }
    pool(p, block, pool);
    hide(p, pool, field, item);
  }

  private void hide(Parameters p, float[] pooled, int field, int item) {
    int at = field * shape.width();
    float[] to = hidden[item];
    for (int j = 0; j < to.length; j++) {
      to[j] += p.gains[at + j] * pooled[j] + p.biases[at + j];
    }
  }

  private void project(Parameters p, int item, int leaf) {
    int out = shape.out();
    float[] to = units[item];
    System.arraycopy(p.denseBias, 0, to, 0, out);
    if (leaf >= 0) {
      Vectors.addScaled(to, 0, 1, p.nodeOffsets, leaf * out, out);
    }
    Vectors.addProduct(to, 1, hidden[item], dense);
    float norm = (float) Math.sqrt(Vectors.dot(to, to) + TINY);
    norms[item] = norm;
    for (int j = 0; j < out; j++) {
      to[j] /= norm;
    }
  }

  /** Leaves the gradient of the item's {@link #hidden} in {@link #back}. */
  private void backProject(int item, int leaf, float[] gradient, Parameters gradients) {
    int out = shape.out();
    float[] unit = units[item];
    float along = Vectors.dot(gradient, unit);
    for (int j = 0; j < out; j++) {
      gradient[j] = (gradient[j] - along * unit[j]) / norms[item];
    }
    Vectors.addScaled(gradients.denseBias, 1, gradient);
    if (leaf >= 0) {
      Vectors.addScaled(gradients.nodeOffsets, leaf * out, 1, gradient, 0, out);
    }
    float[] from = hidden[item];
    for (int j = 0; j < from.length; j++) {
      Vectors.addScaled(denseGradient[j], from[j], gradient);
    }
    Arrays.fill(back, 0);
    Vectors.addProduct(back, 1, gradient, denseByOut);
  }

  /** Leaves the gradient by the pool in {@link #poolGradient}. */
  private void backPool(Parameters p, int field, float[] pool, Parameters gradients) {
    int at = field * shape.width();
    System.arraycopy(p.gains, at, gains, 0, gains.length);
    for (int j = 0; j < back.length; j++) {
      gradients.gains[at + j] += back[j] * pool[j];
      gradients.biases[at + j] += back[j];
      poolGradient[j] = back[j] * gains[j];
    }
  }

  private void backHide(
      Parameters p,
      TokenBlock block,
      int field,
      float[] pool,
      Parameters gradients,
      RowGradients rows) {
    if (block.isEmpty()) {
      return;
    }
    backPool(p, field, pool, gradients);
    rows.add(block, poolGradient);
  }
}
