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
 */
public record Shape(int rows, int width, int fields, int out, int leaves) implements Serializable {
  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if one is not positive or the embeddings need more than 2^31
   *     numbers
   */
  public Shape {
    if (Math.min(Math.min(rows, width), Math.min(Math.min(fields, out), leaves)) < 1
        || (long) rows * width > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "An encoder needs positive sizes and at most 2^31 numbers in its embeddings, cannot be: rows %d, width %d, fields %d, out %d, leaves %d"
              .formatted(rows, width, fields, out, leaves));
    }
  }

  /** The number of the field that stands for the text of a node. */
  int nodeField() {
    return fields;
  }
}
