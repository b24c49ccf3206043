package fr.recap.encoder;

import java.io.Serializable;
import java.util.List;

/**
 * What an encoder is trained on, but for the training examples.
 *
 * @param shape sizes of the parameters
 * @param nodes text of each leaf
 * @param targets what the softmax is to approach for each leaf
 * @param prior share of each leaf, positive
 * @param vectors where the embeddings of words begin
 * @param validation examples that decide when training stops
 */
public record EncoderInput(
    Shape shape,
    Vocabulary vocabulary,
    TokenBlock[] nodes,
    TreeTargets targets,
    float[] prior,
    WordStart vectors,
    List<Example> validation)
    implements Serializable {
  public EncoderInput {
    validation = List.copyOf(validation);
  }

  /** The same without what executors don't need. */
  EncoderInput forExecutors() {
    WordStart none = new WordStart(new float[0][], vectors.frozenRows());
    return new EncoderInput(shape, vocabulary, nodes, targets, prior, none, List.of());
  }

  /**
   * Vectors that the embeddings of known words begin with.
   *
   * @param rows [at most words][at most width], null where none is known
   * @param frozenRows embeddings below this row stay as they begin
   */
  public record WordStart(float[][] rows, int frozenRows) implements Serializable {
    /** Random embeddings. */
    public static final WordStart NONE = new WordStart(new float[0][], 0);
  }
}
