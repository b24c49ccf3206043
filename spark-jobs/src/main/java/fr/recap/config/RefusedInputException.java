package fr.recap.config;

/**
 * Input that a job refuses as a whole before it has written anything: the process ends with exit
 * code 3 and the old outputs stay in place. The message names the input and the remedy.
 */
public class RefusedInputException extends RuntimeException {
  public RefusedInputException(String message) {
    super(message);
  }

  public RefusedInputException(String message, Throwable cause) {
    super(message, cause);
  }
}
