package fr.recap.encoder;

import java.io.Serializable;

/** The tokens of one text with their weights, which sum to 1; of length 0 where a text has none. */
public final class TokenBlock implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int[] ids;
  private final float[] weights;

  /**
   * @param ids rows of the embedding matrix
   * @param weights as many, positive
   */
  public TokenBlock(int[] ids, float[] weights) {
    this.ids = ids;
    this.weights = weights;
  }

  public int[] ids() {
    return ids;
  }

  public float[] weights() {
    return weights;
  }

  /** A text without tokens, or an empty field. */
  public static final TokenBlock EMPTY = new TokenBlock(new int[0], new float[0]);

  boolean isEmpty() {
    return ids.length == 0;
  }
}
