package fr.recap.encoder;

/** Scores forms; safe to share between threads. */
public final class EncoderModel {
  private final Vocabulary vocabulary;
  private final Parameters parameters;
  private final TokenBlock[] nodes;

  /** Unit vectors of the leaves, [out][leaves]. */
  private final float[][] leaves;

  private final ThreadLocal<Tower> towers;

  EncoderModel(Vocabulary vocabulary, Parameters parameters, TokenBlock[] nodes) {
    this.vocabulary = vocabulary;
    this.parameters = parameters;
    this.nodes = nodes;
    Shape shape = parameters.shape;
    Tower tower = prepared(parameters);
    tower.nodes(parameters, nodes);
    leaves = new float[shape.out()][shape.leaves()];
    Vectors.transpose(tower.units(), leaves);
    towers = ThreadLocal.withInitial(() -> prepared(parameters));
  }

  private EncoderModel(EncoderModel same, Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    this.parameters = same.parameters;
    this.nodes = same.nodes;
    this.leaves = same.leaves;
    this.towers = same.towers;
  }

  private static Tower prepared(Parameters parameters) {
    Tower tower = new Tower(parameters.shape);
    tower.prepare(parameters);
    return tower;
  }

  /** The same model, which shares the vocabulary of another one if theirs are equal. */
  public EncoderModel sharing(EncoderModel other) {
    return vocabulary.sameAs(other.vocabulary) ? new EncoderModel(this, other.vocabulary) : this;
  }

  /** The vocabulary of its texts. */
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** Sizes of the model. */
  public Shape shape() {
    return parameters.shape;
  }

  /**
   * Whether a training of another shape may begin with this model: words and leaves may differ, the
   * fields and the dimensions may not.
   */
  public boolean continues(Shape other) {
    Shape shape = parameters.shape;
    return shape.width() == other.width()
        && shape.out() == other.out()
        && shape.fields() == other.fields();
  }

  Parameters parameters() {
    return parameters;
  }

  TokenBlock[] nodes() {
    return nodes;
  }

  /**
   * Where a form lies in the common space.
   *
   * @param cleaned text of each field, null where it is empty
   * @return a unit vector, [out]
   */
  public float[] project(String[] cleaned) {
    Tower tower = towers.get();
    tower.forms(parameters, new TokenBlock[][] {blocks(cleaned)}, 1);
    return tower.units()[0].clone();
  }

  /**
   * The logarithm of each leaf's probability.
   *
   * @param cleaned text of each field, null where it is empty
   * @return [leaves]
   */
  public float[] logProbabilities(String[] cleaned) {
    float[] logits = new float[parameters.shape.leaves()];
    logits(blocks(cleaned), logits);
    TwoTower.toLogs(logits, new float[logits.length]);
    return logits;
  }

  /**
   * The logarithm of each leaf's probability up to a constant of the form.
   *
   * @param blocks tokens of each field, by {@link #blocks} of a model with the same vocabulary
   * @param logits overwritten, [leaves]
   */
  public void logits(TokenBlock[] blocks, float[] logits) {
    Tower tower = towers.get();
    tower.forms(parameters, new TokenBlock[][] {blocks}, 1);
    TwoTower.logits(tower.units()[0], leaves, parameters, logits);
  }

  /** The tokens of each field, null where it is empty. */
  public TokenBlock[] blocks(String[] cleaned) {
    TokenBlock[] blocks = new TokenBlock[cleaned.length];
    for (int field = 0; field < blocks.length; field++) {
      blocks[field] = vocabulary.tokens(cleaned[field]);
    }
    return blocks;
  }
}
