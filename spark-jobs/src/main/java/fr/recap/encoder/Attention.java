package fr.recap.encoder;

import java.io.Serializable;

/**
 * Sizes of the transformer block between the words of a text and their mean; {@link #NONE} for an
 * encoder without.
 *
 * @param heads of the self attention, a divisor of the width of an embedding
 * @param feedForward numbers in the middle of the feed-forward part
 * @param ofNodes whether the texts of leaves go through the block too; they are five times the
 *     words of a batch
 */
public record Attention(int heads, int feedForward, boolean ofNodes) implements Serializable {
  /** No block: words and sub-words are summed as they are. */
  public static final Attention NONE = new Attention(0, 0, false);

  /** Whether there is a block. */
  public boolean used() {
    return heads > 0;
  }

  /**
   * Checks that a width can be shared between the heads.
   *
   * @throws IllegalArgumentException if not
   */
  void check(int width) {
    if (heads < 0 || (used() && (feedForward < 1 || width % heads != 0))) {
      throw new IllegalArgumentException(
          "An attention block needs a width that its heads divide and a positive feed-forward size, cannot be: width %d, heads %d, feed-forward %d; take %d as the width, or another number of heads"
              .formatted(
                  width, heads, feedForward, heads < 1 ? width : (width / heads + 1) * heads));
    }
  }
}
