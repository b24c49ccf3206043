package fr.recap.encoder;

import java.io.Serializable;

/**
 * Sizes of the parameters.
 *
 * @param rows of the embedding matrix: words, then buckets of sub-words
 * @param width of an embedding
 * @param fields of a form; the text of a node is one field more
 * @param out dimensions of the common space
 * @param leaves of the nomenclature
 * @param attention block between words and their mean
 */
public record Shape(int rows, int width, int fields, int out, int leaves, Attention attention)
    implements Serializable {
  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if one is not positive, the embeddings need more than 2^31
   *     numbers or the heads of the attention don't divide the width
   */
  public Shape {
    if (Math.min(Math.min(rows, width), Math.min(Math.min(fields, out), leaves)) < 1
        || (long) rows * width > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "An encoder needs positive sizes and at most 2^31 numbers in its embeddings, cannot be: rows %d, width %d, fields %d, out %d, leaves %d"
              .formatted(rows, width, fields, out, leaves));
    }
    attention.check(width);
  }

  /** The number of the field that stands for the text of a node. */
  int nodeField() {
    return fields;
  }
}
