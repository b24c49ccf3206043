package fr.recap.models;

import java.io.IOException;
import java.nio.file.Path;

/** Checks that a model loads and predicts before it is published. */
@FunctionalInterface
public interface Verifier {
  /**
   * Loads the model and predicts with it.
   *
   * @param folder local folder with the files of the training
   * @throws IOException if a file can't be read
   * @throws IllegalStateException if the model does not predict; the message says what was wrong
   */
  void verify(Path folder) throws IOException;
}
