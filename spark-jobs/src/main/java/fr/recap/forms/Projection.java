package fr.recap.forms;

import java.io.Serializable;

/** Where a form lies in the space of an encoder: a unit vector, or none. */
public final class Projection implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Of a form without a word, or by a model without an encoder. */
  public static final Projection NONE = new Projection(new float[0]);

  private final float[] values;

  private Projection(float[] values) {
    this.values = values;
  }

  /**
   * A projection.
   *
   * @param values not a copy: must not be changed any more; empty for none
   */
  public static Projection of(float[] values) {
    return values.length == 0 ? NONE : new Projection(values);
  }

  /** Its dimensions; 0 for none. */
  public int size() {
    return values.length;
  }

  /** The value of a dimension. */
  public float get(int dimension) {
    return values[dimension];
  }
}
