package fr.recap.operations;

import fr.recap.config.Redaction;

/**
 * One line of a preflight.
 *
 * @param subject what was looked at, such as {@code postgres rights}
 * @param text what was found
 * @param remedy what to do about it; empty if all is well
 */
public record Finding(Level level, String subject, String text, String remedy) {
  public Finding {
    text = Redaction.of(text);
    remedy = Redaction.of(remedy);
  }

  /** How bad it is. */
  public enum Level {
    /** As it should be. */
    OK,
    /** The run may succeed, slowly or with less than it could have. */
    WARNING,
    /** The run would fail. */
    ERROR
  }

  static Finding ok(String subject, String text) {
    return new Finding(Level.OK, subject, text, "");
  }

  static Finding warning(String subject, String text, String remedy) {
    return new Finding(Level.WARNING, subject, text, remedy);
  }

  static Finding error(String subject, String text, String remedy) {
    return new Finding(Level.ERROR, subject, text, remedy);
  }
}
