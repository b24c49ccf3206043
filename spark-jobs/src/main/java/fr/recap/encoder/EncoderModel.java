package fr.recap.encoder;

import fr.recap.runtime.Pool;

/** Scores forms; safe to share between threads. */
public final class EncoderModel {
  private final Vocabulary vocabulary;
  private final Parameters parameters;
  private final TokenBlock[] nodes;

  /** Unit vectors of the leaves, [out][leaves]. */
  private final float[][] leaves;

  private final WordSums words;
  private final Pool<FormTower> towers;

  EncoderModel(Vocabulary vocabulary, Parameters parameters, TokenBlock[] nodes) {
    this.vocabulary = vocabulary;
    this.parameters = parameters;
    this.nodes = nodes;
    Shape shape = parameters.shape;
    Tower tower = new Tower(shape);
    tower.prepare(parameters);
    tower.readNodes(parameters, nodes);
    tower.nodes(parameters, nodes);
    leaves = new float[shape.out()][shape.leaves()];
    Vectors.transpose(tower.units(), leaves);
    words = new WordSums(vocabulary, parameters);
    towers = new Pool<>(() -> new FormTower(words, parameters));
  }

  /** Prepares for a cleaned word that forms are likely to have. */
  public void expect(String word) {
    words.of(word);
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
    return towers.get(tower -> tower.unit(cleaned).clone());
  }

  /**
   * The logarithm of each leaf's probability.
   *
   * @param cleaned text of each field, null where it is empty
   * @return [leaves]
   */
  public float[] logProbabilities(String[] cleaned) {
    float[] logits = new float[parameters.shape.leaves()];
    logits(cleaned, logits);
    TwoTower.toLogs(logits, new float[logits.length]);
    return logits;
  }

  /**
   * The logarithm of each leaf's probability up to a constant of the form.
   *
   * @param cleaned text of each field, null where it is empty
   * @param logits overwritten, [leaves]
   */
  public void logits(String[] cleaned, float[] logits) {
    encode(cleaned, logits, new float[parameters.shape.out()]);
  }

  /**
   * Where a form lies, as {@link #project}, and its logits, as {@link #logits}, in one pass.
   *
   * @param cleaned text of each field, null where it is empty
   * @param logits overwritten, [leaves]
   * @param unit overwritten, [out]
   */
  public void encode(String[] cleaned, float[] logits, float[] unit) {
    towers.run(
        tower -> {
          float[] found = tower.unit(cleaned);
          System.arraycopy(found, 0, unit, 0, unit.length);
          TwoTower.logits(found, leaves, parameters, logits);
        });
  }
}
