package fr.recap.cli;

import fr.recap.config.ConfigException;
import fr.recap.config.Redaction;
import fr.recap.config.RefusedInputException;
import fr.recap.postgres.DatabaseException;
import fr.recap.runtime.MissingFileSystem;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.lang3.exception.ExceptionUtils;

/** How a job ends. */
final class ExitCode {
  /** Kinds of exceptions whose messages are sentences. */
  private static final Set<String> SAY_NOTHING =
      Set.of(
          "",
          "Runtime",
          "IllegalState",
          "IllegalArgument",
          "IO",
          "UncheckedIO",
          "Spark",
          "Elastic");

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
        .orElseGet(() -> unforeseen(ExceptionUtils.getThrowableList(failure)));
  }

  /** The message of the last cause, after the words of its class where these say more. */
  private static String unforeseen(List<Throwable> causes) {
    Throwable cause = causes.get(causes.size() - 1);
    String message = cause.getMessage();
    String kind = cause.getClass().getSimpleName().replaceFirst("(Exception|Error)$", "");
    String words = kind.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    if (message == null || message.isBlank()) {
      return words.isEmpty() ? "it failed" : words;
    }
    return SAY_NOTHING.contains(kind) ? message : words + ": " + message;
  }
}
