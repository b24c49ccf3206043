package fr.recap.postgres;

/** More rows were rejected than the settings allow; nothing but the rejects was written. */
public final class TooManyRejectsException extends RuntimeException {
  public TooManyRejectsException(String message) {
    super(message);
  }
}
