package fr.recap.cli;

import fr.recap.config.ConfigException;
import fr.recap.config.Redaction;
import fr.recap.config.RefusedInputException;
import fr.recap.postgres.DatabaseException;
import fr.recap.runtime.MissingFileSystem;
import org.apache.commons.lang3.exception.ExceptionUtils;

/** How a job ends. */
final class ExitCode {
  static final int DONE = 0;
  static final int FAILURE = 1;
  static final int USAGE = 2;
  static final int REFUSED = 3;

  private ExitCode() {}

  /** The code of a failure, which may lie under what Spark wrapped around it. */
  static int of(Throwable failure) {
    if (ExceptionUtils.indexOfType(failure, RefusedInputException.class) >= 0) {
      return REFUSED;
    }
    return ExceptionUtils.indexOfType(failure, ConfigException.class) >= 0
            || MissingFileSystem.of(failure).isPresent()
        ? USAGE
        : FAILURE;
  }

  /** The sentence that tells the user what is wrong, without a password of an address. */
  static String message(Throwable failure) {
    return Redaction.of(sentence(failure));
  }

  private static String sentence(Throwable failure) {
    for (Throwable cause : ExceptionUtils.getThrowableList(failure)) {
      if (cause instanceof RefusedInputException
          || cause instanceof ConfigException
          || cause instanceof DatabaseException) {
        return cause.getMessage();
      }
    }
    return MissingFileSystem.of(failure)
        .map(missing -> missing + ". " + MissingFileSystem.REMEDY)
        .orElseGet(() -> ExceptionUtils.getRootCauseMessage(failure));
  }
}
