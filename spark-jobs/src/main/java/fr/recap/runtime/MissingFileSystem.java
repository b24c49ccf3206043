package fr.recap.runtime;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.lang3.exception.ExceptionUtils;

/**
 * A file system that Hadoop knows by its class, which isn't there: distributions of Spark come
 * without the clients of object stores.
 */
public final class MissingFileSystem {
  /** What helps. */
  public static final String REMEDY =
      "s3a:// needs hadoop-aws in the version of Spark's Hadoop, and its AWS bundle: submit/recap gives both to a Spark with"
          + " the Hadoop of this build; else put them into the folder jars of SPARK_HOME, or name them in spark.jars";

  private static final Pattern CLASS =
      Pattern.compile("Class (org\\.apache\\.hadoop\\.fs\\.\\S+) not found");

  private MissingFileSystem() {}

  /** What is missing, if that is why something failed. */
  public static Optional<String> of(Throwable failure) {
    return ExceptionUtils.getThrowableList(failure).stream()
        .filter(ClassNotFoundException.class::isInstance)
        .map(cause -> CLASS.matcher(String.valueOf(cause.getMessage())))
        .filter(Matcher::matches)
        .findFirst()
        .map(found -> "There is no %s on the class path".formatted(found.group(1)));
  }
}
