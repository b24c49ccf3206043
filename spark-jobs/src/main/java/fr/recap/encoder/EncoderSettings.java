package fr.recap.encoder;

import java.io.Serializable;

/**
 * How an encoder is trained.
 *
 * @param width of an embedding
 * @param out dimensions of the common space
 * @param epochs at most
 * @param patience epochs without a better validation loss after which training stops
 * @param batch examples of a step
 * @param rate of Adagrad
 * @param dropout share of the tokens that a step leaves out, in [0, 1)
 * @param seed of all random choices
 */
public record EncoderSettings(
    int width, int out, int epochs, int patience, int batch, float rate, float dropout, long seed)
    implements Serializable {
  /** The same with another number of epochs, all of which are done. */
  public EncoderSettings withEpochs(int others) {
    return new EncoderSettings(width, out, others, others, batch, rate, dropout, seed);
  }

  /** The same with another width of the embeddings and the space. */
  public EncoderSettings withWidth(int other) {
    return new EncoderSettings(other, other, epochs, patience, batch, rate, dropout, seed);
  }

  /** The same with another seed. */
  public EncoderSettings withSeed(long other) {
    return new EncoderSettings(width, out, epochs, patience, batch, rate, dropout, other);
  }
}
