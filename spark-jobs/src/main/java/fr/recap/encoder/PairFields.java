package fr.recap.encoder;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * How texts of the two sides of a pair, forms and establishments, become fields of one encoder: the
 * fields of forms come first, those of establishments after them, and an item leaves those of the
 * other side empty. So both share the embeddings and the dense layer, and weigh their fields apart.
 *
 * @param forms fields of a form, the main one first
 * @param establishments fields of an establishment, the main one first
 */
public record PairFields(Vocabulary vocabulary, int forms, int establishments)
    implements Serializable {
  /** The tokens of a form, one block a field of either side. */
  public TokenBlock[] form(List<String> cleaned) {
    return blocks(cleaned, 0, forms);
  }

  /** The tokens of an establishment, likewise. */
  public TokenBlock[] establishment(List<String> cleaned) {
    return blocks(cleaned, forms, establishments);
  }

  /** Sizes of an encoder of these fields; its one leaf is not used. */
  Shape shape(int width, int out) {
    return new Shape(vocabulary.rows(), width, forms + establishments, out, 1);
  }

  private TokenBlock[] blocks(List<String> cleaned, int from, int expected) {
    if (cleaned.size() != expected) {
      throw new IllegalArgumentException(
          "An item of this side has %d fields, cannot be: %s".formatted(expected, cleaned));
    }
    TokenBlock[] blocks = new TokenBlock[forms + establishments];
    Arrays.fill(blocks, TokenBlock.EMPTY);
    for (int field = 0; field < expected; field++) {
      blocks[from + field] = vocabulary.tokens(cleaned.get(field));
    }
    return blocks;
  }
}
