package fr.recap.encoder;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What an encoder is trained on, but for the training examples. */
public final class EncoderInput implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Shape shape;
  private final Vocabulary vocabulary;
  private final TokenBlock[] nodes;
  private final TreeTargets targets;
  private final float[] prior;
  private final WordStart vectors;
  private final List<Example> validation;

  /** Null where training begins anew; the executors don't need it. */
  private final transient Earlier earlier;

  /**
   * @param shape sizes of the parameters
   * @param nodes text of each leaf
   * @param targets what the softmax is to approach for each leaf
   * @param prior share of each leaf, positive
   * @param vectors where the embeddings of words begin
   * @param validation examples that decide when training stops
   */
  public EncoderInput(
      Shape shape,
      Vocabulary vocabulary,
      TokenBlock[] nodes,
      TreeTargets targets,
      float[] prior,
      WordStart vectors,
      List<Example> validation) {
    this(shape, vocabulary, nodes, targets, prior, vectors, validation, null);
  }

  private EncoderInput(
      Shape shape,
      Vocabulary vocabulary,
      TokenBlock[] nodes,
      TreeTargets targets,
      float[] prior,
      WordStart vectors,
      List<Example> validation,
      Earlier earlier) {
    validation = List.copyOf(validation);
    this.shape = shape;
    this.vocabulary = vocabulary;
    this.nodes = nodes;
    this.targets = targets;
    this.prior = prior;
    this.vectors = vectors;
    this.validation = validation;
    this.earlier = earlier;
  }

  /**
   * The same, with training going on from an earlier model.
   *
   * @param leafOfEarlier for each leaf of the earlier model its position among these leaves, or -1
   * @throws IllegalArgumentException if {@link EncoderModel#continues} says no
   */
  public EncoderInput continuing(EncoderModel model, int[] leafOfEarlier) {
    if (!model.continues(shape)) {
      throw new IllegalArgumentException(
          "An encoder of the shape %s can't go on as %s".formatted(model.shape(), shape));
    }
    return new EncoderInput(
        shape,
        vocabulary,
        nodes,
        targets,
        prior,
        vectors,
        validation,
        new Earlier(model, leafOfEarlier.clone()));
  }

  public Shape shape() {
    return shape;
  }

  public Vocabulary vocabulary() {
    return vocabulary;
  }

  public TokenBlock[] nodes() {
    return nodes;
  }

  public TreeTargets targets() {
    return targets;
  }

  public float[] prior() {
    return prior;
  }

  public WordStart vectors() {
    return vectors;
  }

  public List<Example> validation() {
    return validation;
  }

  Optional<Earlier> earlier() {
    return Optional.ofNullable(earlier);
  }

  /** The same without what executors don't need. */
  EncoderInput forExecutors() {
    WordStart none = new WordStart(() -> new float[0][], vectors.frozenRows());
    return new EncoderInput(shape, vocabulary, nodes, targets, prior, none, List.of());
  }

  /**
   * Vectors that the embeddings of known words begin with. They are made when training begins,
   * since they take as much memory as the embeddings, and don't travel.
   */
  public static final class WordStart implements Serializable {
    private static final long serialVersionUID = 1L;

    private final transient Supplier<float[][]> rows;
    private final int frozenRows;

    /**
     * @param rows makes [at most words][at most width], null where none is known
     * @param frozenRows embeddings below this row stay as they begin
     */
    public WordStart(Supplier<float[][]> rows, int frozenRows) {
      this.rows = rows;
      this.frozenRows = frozenRows;
    }

    float[][] rows() {
      return rows.get();
    }

    public int frozenRows() {
      return frozenRows;
    }

    /** Random embeddings. */
    public static final WordStart NONE = new WordStart(() -> new float[0][], 0);
  }
}
