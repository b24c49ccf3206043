package fr.recap.siret;

/** The features of a form and a candidate that are being written, one after the other. */
final class Features {
  private final float[] values;
  private int next;

  Features(int size) {
    values = new float[size];
  }

  /** Adds a value; NaN for what can't be known. */
  Features add(double value) {
    values[next++] = (float) value;
    return this;
  }

  Features add(boolean value) {
    return add(value ? 1 : 0);
  }

  /** All values, once as many as announced are there. */
  float[] values() {
    if (next != values.length) {
      throw new IllegalStateException(
          "%d features are written where %d are due".formatted(next, values.length));
    }
    return values;
  }
}
