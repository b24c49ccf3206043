package fr.recap.sandbox;

/** The sandbox could not be started, stopped or repaired; the message says why and what to do. */
public final class SandboxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SandboxException(String message) {
    super(message);
  }

  SandboxException(String message, Throwable cause) {
    super(message, cause);
  }
}
