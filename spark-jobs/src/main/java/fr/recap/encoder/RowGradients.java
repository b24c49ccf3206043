package fr.recap.encoder;

import java.util.Arrays;

/** Gradients of the embedding rows that a batch touched; the others are 0. */
final class RowGradients {
  private final int width;
  private final int[] slots;
  private int[] rows = new int[1024];
  private float[][] values = new float[rows.length][];
  private int count;

  RowGradients(int rowCount, int width) {
    this.width = width;
    slots = new int[rowCount];
    Arrays.fill(slots, -1);
  }

  /** Adds {@code factor * gradient} to a row. */
  void add(int row, float factor, float[] gradient) {
    int slot = slots[row];
    if (slot < 0) {
      slot = count++;
      slots[row] = slot;
      if (slot == rows.length) {
        rows = Arrays.copyOf(rows, 2 * slot);
        values = Arrays.copyOf(values, rows.length);
      }
      rows[slot] = row;
      if (values[slot] == null) {
        values[slot] = new float[width];
      }
      Vectors.scaled(values[slot], factor, gradient);
      return;
    }
    Vectors.addScaled(values[slot], factor, gradient);
  }

  /** Adds the gradient of a text's weighted mean to the rows of its tokens. */
  void add(TokenBlock text, float[] gradient) {
    for (int t = 0; t < text.ids().length; t++) {
      add(text.ids()[t], text.weights()[t], gradient);
    }
  }

  int count() {
    return count;
  }

  int row(int slot) {
    return rows[slot];
  }

  /** The gradient of a slot's row. */
  float[] values(int slot) {
    return values[slot];
  }

  void clear() {
    for (int slot = 0; slot < count; slot++) {
      slots[rows[slot]] = -1;
    }
    count = 0;
  }
}
