package fr.recap.encoder;

/** How one epoch is done. */
public interface Epochs extends AutoCloseable {
  /**
   * Trains on all examples once, or on the next part of them.
   *
   * @param start left unchanged or taken over
   * @param epoch its number, from 0
   */
  EncoderState.Trained run(EncoderState.Trained start, int epoch);

  /** Epochs in which each example has its turn, at least 1. */
  default int perPass() {
    return 1;
  }

  /** Frees the examples. */
  @Override
  default void close() {}
}
