package fr.recap.service;

import com.password4j.Argon2Function;
import com.password4j.BcryptFunction;
import com.password4j.HashingFunction;
import com.password4j.Password;
import com.password4j.types.Argon2;
import fr.recap.config.ConfigException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Hashes of passwords: Argon2id, or bcrypt where users have such hashes already. */
public final class Passwords {
  private static final int MEMORY_KIB = 19_456;
  private static final int ITERATIONS = 2;
  private static final int PARALLELISM = 1;
  private static final int LENGTH = 32;
  private static final int SALT = 16;

  /** bcrypt reads no more than this many bytes. */
  private static final int LONGEST_OF_BCRYPT = 72;

  private static final int SHORTEST = 10;

  private static final Pattern ARGON2 =
      Pattern.compile(
          "\\$argon2(id|i|d)\\$(v=\\d{1,3}\\$)?m=\\d{1,8},t=\\d{1,4},p=\\d{1,3}(\\$[A-Za-z0-9+/]{8,}){2}");
  private static final Pattern BCRYPT = Pattern.compile("\\$2[abxy]?\\$\\d\\d\\$[./A-Za-z0-9]{53}");

  private Passwords() {}

  /**
   * The hash of a new password, with a salt of its own.
   *
   * @throws ConfigException if it is too short
   */
  public static String hash(String password) {
    if (password.length() < SHORTEST) {
      throw new ConfigException(
          "A password must have at least %d characters, this one has %d"
              .formatted(SHORTEST, password.length()));
    }
    return Password.hash(password)
        .addRandomSalt(SALT)
        .with(Argon2Function.getInstance(MEMORY_KIB, ITERATIONS, PARALLELISM, LENGTH, Argon2.ID))
        .getResult();
  }

  /**
   * Whether a text is a hash that can be checked.
   *
   * @throws ConfigException if it is none
   */
  static void require(String login, String hash) {
    try {
      if (!ARGON2.matcher(hash).matches() && !BCRYPT.matcher(hash).matches()) {
        throw new IllegalArgumentException("cut off, or no hash");
      }
      function(hash);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          "The user %s has no hash that can be checked: it must begin with $argon2id$ or $2b$, as 'recap serve --hash-password' prints it"
              .formatted(login),
          e);
    }
  }

  /** Compares in a time that does not depend on where a difference is. */
  static boolean matches(String password, String hash) {
    boolean bcrypt = hash.startsWith("$2");
    return !(bcrypt && utf8Length(password) > LONGEST_OF_BCRYPT)
        && Password.check(password, hash).with(function(hash));
  }

  private static int utf8Length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static HashingFunction function(String hash) {
    if (hash.startsWith("$argon2")) {
      return Argon2Function.getInstanceFromHash(hash);
    }
    if (hash.startsWith("$2")) {
      return BcryptFunction.getInstanceFromHash(hash);
    }
    throw new IllegalArgumentException("neither Argon2 nor bcrypt");
  }
}
