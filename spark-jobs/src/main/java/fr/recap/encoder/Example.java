package fr.recap.encoder;

import java.io.Serializable;

/** A labelled form, or several equal ones. */
public final class Example implements Serializable {
  private static final long serialVersionUID = 1L;

  private final TokenBlock[] fields;
  private final int[] leaves;
  private final float[] shares;
  private final float weight;

  /**
   * @param fields one block a field, the main one first
   * @param leaves positions of the leaves that it was given
   * @param shares as many, positive, summing to 1
   * @param weight forms that it stands for, positive
   */
  public Example(TokenBlock[] fields, int[] leaves, float[] shares, float weight) {
    this.fields = fields;
    this.leaves = leaves;
    this.shares = shares;
    this.weight = weight;
  }

  public TokenBlock[] fields() {
    return fields;
  }

  public int[] leaves() {
    return leaves;
  }

  public float[] shares() {
    return shares;
  }

  public float weight() {
    return weight;
  }
}
