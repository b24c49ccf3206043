package fr.recap.postgres;

import fr.recap.config.RefusedInputException;

/** More rows were rejected than the settings allow; nothing but the rejects was written. */
public final class TooManyRejectsException extends RefusedInputException {
  public TooManyRejectsException(String message) {
    super(message);
  }
}
