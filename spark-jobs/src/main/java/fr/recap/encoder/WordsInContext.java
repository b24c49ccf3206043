package fr.recap.encoder;

/**
 * From the words of a text's fields through an {@link AttentionBlock} to their mean, and back: a
 * word is the mean of its rows, {@code x = gains[field] * word + biases[field] +
 * positions[position]}, and counts as much as in the encoder without a block.
 */
final class WordsInContext {
  private final int width;
  private final AttentionBlock block;

  /** [words][width], means of their rows. */
  private float[][] words = new float[0][];

  private float[] weights = new float[0];
  private final float[] row;

  WordsInContext(Shape shape) {
    width = shape.width();
    block = new AttentionBlock(shape);
    row = new float[width];
  }

  void prepare(Parameters p) {
    block.prepare(p.block);
  }

  void startBack() {
    block.startBack();
  }

  void addGradients(Parameters gradients) {
    block.addGradients(gradients.block);
  }

  /**
   * Adds the mean of a text's words.
   *
   * @param blocks one a field, by word
   * @param firstField number of the first one
   * @param to [width]
   */
  void add(Parameters p, TokenBlock[] blocks, int firstField, float[] to) {
    int count = read(p, blocks, firstField);
    float[][] results = block.forward(p.block, count);
    for (int w = 0; w < count; w++) {
      Vectors.addScaled(to, weights[w], results[w]);
    }
  }

  private int read(Parameters p, TokenBlock[] blocks, int firstField) {
    int count = 0;
    for (TokenBlock text : blocks) {
      count += text.ends().length;
    }
    if (words.length < count) {
      words = new float[2 * count][width];
      weights = new float[2 * count];
    }
    float[][] input = block.input(count);
    int w = 0;
    for (int field = 0; field < blocks.length; field++) {
      int[] ends = blocks[field].ends();
      int at = (firstField + field) * width;
      for (int i = 0; i < ends.length; i++) {
        pool(p, blocks[field], i == 0 ? 0 : ends[i - 1], ends[i], w);
        int position = position(i);
        for (int j = 0; j < width; j++) {
          input[w][j] =
              p.gains[at + j] * words[w][j] + p.biases[at + j] + p.block.positions()[position + j];
        }
        w++;
      }
    }
    return count;
  }

  private void pool(Parameters p, TokenBlock text, int start, int end, int w) {
    float total = 0;
    for (int t = start; t < end; t++) {
      total += text.weights()[t];
    }
    weights[w] = total;
    java.util.Arrays.fill(words[w], 0);
    for (int t = start; t < end; t++) {
      System.arraycopy(p.embeddings, text.ids()[t] * width, row, 0, width);
      Vectors.addScaled(words[w], text.weights()[t] / total, row);
    }
  }

  private int position(int i) {
    return Math.min(i, BlockParameters.POSITIONS - 1) * width;
  }

  /**
   * Goes back.
   *
   * @param back gradient of the mean, [width]
   */
  void back(
      Parameters p,
      TokenBlock[] blocks,
      int firstField,
      float[] back,
      Parameters gradients,
      RowGradients rows) {
    int count = read(p, blocks, firstField);
    block.forward(p.block, count);
    float[][] results = block.resultGradients();
    for (int w = 0; w < count; w++) {
      java.util.Arrays.fill(results[w], 0);
      Vectors.addScaled(results[w], weights[w], back);
    }
    float[][] inputs = block.backward(p.block, count, gradients.block);
    int w = 0;
    for (int field = 0; field < blocks.length; field++) {
      int[] ends = blocks[field].ends();
      int at = (firstField + field) * width;
      for (int i = 0; i < ends.length; i++) {
        int position = position(i);
        for (int j = 0; j < width; j++) {
          float slope = inputs[w][j];
          gradients.gains[at + j] += slope * words[w][j];
          gradients.biases[at + j] += slope;
          gradients.block.positions()[position + j] += slope;
          row[j] = slope * p.gains[at + j];
        }
        for (int t = i == 0 ? 0 : ends[i - 1]; t < ends[i]; t++) {
          rows.add(blocks[field].ids()[t], blocks[field].weights()[t] / weights[w], row);
        }
        w++;
      }
    }
  }
}
