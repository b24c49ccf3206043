package fr.recap.encoder;

/** How one epoch is done. */
public interface Epochs {
  /**
   * Trains all examples once.
   *
   * @param start left unchanged or taken over
   * @param epoch its number, from 0
   */
  EncoderState.Trained run(EncoderState.Trained start, int epoch);
}
