package fr.recap.postgres;

/** PostgreSQL refused or failed something that neither settings nor input explain. */
public final class DatabaseException extends RuntimeException {
  public DatabaseException(String message) {
    super(message);
  }

  public DatabaseException(String message, Throwable cause) {
    super(message, cause);
  }
}
