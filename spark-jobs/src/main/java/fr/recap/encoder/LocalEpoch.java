package fr.recap.encoder;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** One pass over the examples of one partition, which changes parameters and optimiser in place. */
final class LocalEpoch {
  /**
   * Batches between two steps of the embeddings of the leaves' texts, whose gradients gather
   * meanwhile. In every batch they took more than half of the time; with 8 validation loses nothing
   * (docs/figures.md).
   */
  private static final int TEXT_STEP = 8;

  private final Shape shape;
  private final EncoderSettings settings;
  private final TwoTower towers;

  LocalEpoch(Shape shape, EncoderSettings settings, TreeTargets targets, TokenBlock[] nodes) {
    this.shape = shape;
    this.settings = settings;
    this.towers = new TwoTower(shape, targets, nodes);
  }

  /**
   * Trains.
   *
   * @param frozenRows embeddings below this row stay
   * @param seed of this epoch and partition
   */
  void run(Parameters p, Adagrad optimiser, List<Example> examples, int frozenRows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Example[] order = shuffled(examples, random);
    Parameters gradients = Adagrad.withoutEmbeddings(shape);
    RowGradients rows = new RowGradients(shape.rows(), shape.width());
    int size = settings.batch();
    Example[] batch = new Example[size];
    TokenBlock[][] forms = new TokenBlock[size][shape.fields()];
    towers.readTexts(p);
    int gathered = 0;
    for (int start = 0; start < order.length; start += size) {
      int count = Math.min(size, order.length - start);
      for (int i = 0; i < count; i++) {
        batch[i] = order[start + i];
        for (int field = 0; field < shape.fields(); field++) {
          forms[i][field] = drop(batch[i].fields()[field], settings.dropout(), random);
        }
      }
      towers.gradients(p, batch, forms, count, gradients, rows);
      boolean texts = ++gathered == TEXT_STEP || start + size >= order.length;
      if (texts) {
        towers.textGradients(rows);
        gathered = 0;
      }
      optimiser.step(p, gradients, rows, settings.rate(), frozenRows);
      rows.clear();
      for (float[] part : gradients.denseParts()) {
        Arrays.fill(part, 0);
      }
      if (texts) {
        towers.readTexts(p);
      }
    }
  }

  private static Example[] shuffled(List<Example> examples, SplittableRandom random) {
    Example[] order = examples.toArray(Example[]::new);
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      Example swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }

  /** Leaves tokens out at random, so that no text hangs on one of them. */
  static TokenBlock drop(TokenBlock block, double share, SplittableRandom random) {
    int length = block.ids().length;
    int[] ids = new int[length];
    float[] weights = new float[length];
    int kept = 0;
    float total = 0;
    for (int i = 0; i < length; i++) {
      if (random.nextDouble() >= share) {
        ids[kept] = block.ids()[i];
        weights[kept] = block.weights()[i];
        total += weights[kept++];
      }
    }
    if (kept == 0 || kept == length) {
      return block;
    }
    for (int i = 0; i < kept; i++) {
      weights[i] /= total;
    }
    return new TokenBlock(Arrays.copyOf(ids, kept), Arrays.copyOf(weights, kept));
  }
}
