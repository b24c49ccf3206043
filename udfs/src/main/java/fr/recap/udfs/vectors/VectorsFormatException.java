package fr.recap.udfs.vectors;

import java.io.IOException;

/** A file that can't be used as word vectors; the message says what is wrong and what to do. */
public final class VectorsFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  VectorsFormatException(String message) {
    super(message);
  }
}
