package fr.recap.encoder;

import java.io.Serializable;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Learned numbers of the transformer block of Vaswani et al. (2017), with the norms before the
 * parts instead of behind them (Xiong et al. 2020), row-major; none for an encoder without.
 *
 * <pre>
 * x_w  the word with its field and its position
 * y_w  = x_w + heads(norm(x) * query, norm(x) * key, norm(x) * value)_w * output
 * z_w  = y_w + max(0, norm(y_w) * up + upBias) * down + downBias
 * </pre>
 *
 * Training begins with {@code output} and {@code down} at 0, thus with {@code z = x}: the encoder
 * without the block.
 */
final class BlockParameters implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Positions in a field that are told apart; later words share the last one. */
  static final int POSITIONS = 16;

  private final float[][] parts;

  private BlockParameters(float[][] parts) {
    this.parts = parts;
  }

  static BlockParameters zeros(Shape shape) {
    int width = shape.width();
    int middle = shape.attention().feedForward();
    return new BlockParameters(
        shape.attention().used()
            ? new float[][] {
              new float[POSITIONS * width],
              new float[width],
              new float[width],
              new float[width * width],
              new float[width * width],
              new float[width * width],
              new float[width * width],
              new float[width],
              new float[width],
              new float[width * middle],
              new float[middle],
              new float[middle * width],
              new float[width]
            }
            : new float[0][]);
  }

  /** Fills zeros with what training begins with. */
  void start(SplittableRandom random, float range) {
    if (parts.length > 0) {
      Arrays.fill(attentionGains(), 1);
      Arrays.fill(forwardGains(), 1);
      for (float[] part : new float[][] {query(), key(), value(), up()}) {
        Parameters.fill(part, random, range);
      }
    }
  }

  BlockParameters copy() {
    return new BlockParameters(Arrays.stream(parts).map(float[]::clone).toArray(float[][]::new));
  }

  /** In a fixed order; none without a block. */
  float[][] parts() {
    return parts;
  }

  /** [POSITIONS][width] */
  float[] positions() {
    return parts[0];
  }

  /** [width], of the norm before the attention. */
  float[] attentionGains() {
    return parts[1];
  }

  /** [width] */
  float[] attentionBiases() {
    return parts[2];
  }

  /** [width][width] */
  float[] query() {
    return parts[3];
  }

  /** [width][width] */
  float[] key() {
    return parts[4];
  }

  /** [width][width] */
  float[] value() {
    return parts[5];
  }

  /** [width][width] */
  float[] output() {
    return parts[6];
  }

  /** [width], of the norm before the feed-forward part. */
  float[] forwardGains() {
    return parts[7];
  }

  /** [width] */
  float[] forwardBiases() {
    return parts[8];
  }

  /** [width][feedForward] */
  float[] up() {
    return parts[9];
  }

  /** [feedForward] */
  float[] upBias() {
    return parts[10];
  }

  /** [feedForward][width] */
  float[] down() {
    return parts[11];
  }

  /** [width] */
  float[] downBias() {
    return parts[12];
  }
}
