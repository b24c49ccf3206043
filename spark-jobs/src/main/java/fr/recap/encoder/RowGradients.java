package fr.recap.encoder;

import java.util.Arrays;

/** Gradients of the embedding rows that a batch touched; the others are 0. */
final class RowGradients {
  private final int width;
  private final int[] slots;
  private int[] rows = new int[1024];
  private float[] values;
  private int count;

  RowGradients(int rowCount, int width) {
    this.width = width;
    slots = new int[rowCount];
    Arrays.fill(slots, -1);
    values = new float[rows.length * width];
  }

  /** Adds {@code factor * gradient[offset..]} to a row. */
  void add(int row, float factor, float[] gradient, int offset) {
    int slot = slots[row];
    if (slot < 0) {
      slot = count++;
      slots[row] = slot;
      if (slot == rows.length) {
        rows = Arrays.copyOf(rows, 2 * slot);
        values = Arrays.copyOf(values, rows.length * width);
      }
      rows[slot] = row;
    }
    Vectors.addScaled(values, slot * width, factor, gradient, offset, width);
  }

  int count() {
    return count;
  }

  int row(int slot) {
    return rows[slot];
  }

  /** Gradients, those of a slot from {@code slot * width} on. */
  float[] values() {
    return values;
  }

  void clear() {
    for (int slot = 0; slot < count; slot++) {
      slots[rows[slot]] = -1;
    }
    Arrays.fill(values, 0, count * width, 0);
    count = 0;
  }
}
