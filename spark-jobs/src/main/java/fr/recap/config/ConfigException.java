package fr.recap.config;

/**
 * A setting, an option or a connection that the user has to change: the process ends with exit code
 * 2. The message names the value, its place and the remedy.
 */
public final class ConfigException extends RuntimeException {
  public ConfigException(String message) {
    super(Redaction.of(message));
  }

  public ConfigException(String message, Throwable cause) {
    super(Redaction.of(message), cause);
  }
}
