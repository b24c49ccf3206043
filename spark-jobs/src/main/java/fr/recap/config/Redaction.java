package fr.recap.config;

import java.util.regex.Pattern;

/**
 * Takes passwords and keys out of texts that people may read: addresses with {@code user:password@}
 * and with parameters such as {@code ?password=}. They don't belong there, but people write them.
 */
public final class Redaction {
  private static final String STARS = "***";

  /** A parameter whose name says that its value is secret; up to the next parameter. */
  private static final Pattern PARAMETER =
      Pattern.compile(
          "(?i)([\\w.-]*(?:passw|pwd|passphrase|secret|token|api[._-]?key|access[._-]?key|signature|credential|authorization)[\\w.-]*=)[^&;\\s\"'<>]+");

  /** Up to the last @ of the address: a password may have one too. */
  private static final Pattern USER_OF_ADDRESS = Pattern.compile("(://)[^\\s\"'<>]*@");

  /** As in host:port of a proxy with a user before it. */
  private static final Pattern USER =
      Pattern.compile("(?<![\\w.])[^\\s:/@\"'=<>\\[(]+:[^\\s/@\"'<>]+@");

  private Redaction() {}

  /** The text with stars in their place. */
  public static String of(String text) {
    if (text == null || (text.indexOf('=') < 0 && text.indexOf('@') < 0)) {
      return text;
    }
    String parameters = PARAMETER.matcher(text).replaceAll("$1" + STARS);
    String addresses = USER_OF_ADDRESS.matcher(parameters).replaceAll("$1" + STARS + "@");
    return USER.matcher(addresses).replaceAll(STARS + "@");
  }

  /** Whether the text holds any. */
  public static boolean isNeeded(String text) {
    return !of(text).equals(text);
  }
}
