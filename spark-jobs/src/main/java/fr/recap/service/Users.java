package fr.recap.service;

import fr.recap.config.ConfigException;
import fr.recap.config.RecapConfig;
import fr.recap.config.Secret;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may ask: logins with hashes of their passwords, out of a file or a secret. Each question is
 * answered by the file as it is then, so that a user who is taken out of it is out at once. While
 * the file is missing, empty or wrong, nobody is a user: who was taken out can't be told from who
 * was not.
 */
final class Users {
  private static final Logger LOG = LoggerFactory.getLogger(Users.class);
  private static final String SECRET = "service.users";
  private static final int LONGEST_LOGIN = 100;

  /** Editors on Windows begin a text with it. */
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** Within which a file may be written again without another time of its own. */
  private static final long CLOCK_MILLIS = 2_000;

  private static final String CHANGED = "ctime";
  private static final String STATE = "unix:size,ino," + CHANGED;

  private final Optional<Path> file;
  private final String nobodysHash;
  private volatile Read read;

  /**
   * What a file says.
   *
   * @param hashes by login; none where the file is wrong
   * @param problem what is wrong with it; null for nothing
   * @param state of the file before it was read
   * @param settled whether another state would tell that it has changed since
   */
  private record Read(
      Map<String, String> hashes, String problem, Map<String, Object> state, boolean settled) {}

  private Users(Optional<Path> file, Read read) {
    this.file = file;
    this.read = read;
    this.nobodysHash = Passwords.hash("nobody has this password");
  }

  /**
   * Reads them.
   *
   * @throws ConfigException if there are none, or a hash is none
   */
  static Users open(RecapConfig config) {
    Optional<Path> file = config.service().usersFile().map(Path::of);
    if (file.isPresent()) {
      Read first = read(file.get());
      if (first.problem() != null) {
        throw new ConfigException(first.problem());
      }
      return new Users(file, first);
    }
    Secret lines =
        config
            .secrets()
            .find(SECRET)
            .orElseThrow(
                () ->
                    new ConfigException(
                        "Nobody may use the service: name a file in service.users-file, or set the secret service.users (RECAP_SERVICE_USERS); 'recap serve --hash-password' prints the line of a user"));
    return new Users(
        Optional.empty(),
        new Read(parse(lines.reveal(), "The secret " + SECRET), null, Map.of(), true));
  }

  /** What changes with content, rights or place of a file; empty where there is none. */
  private static Map<String, Object> state(Path file) {
    try {
      return Files.readAttributes(file, STATE);
    } catch (IOException e) {
      return Map.of();
    }
  }

  private static boolean settled(Map<String, Object> state) {
    return state.get(CHANGED) instanceof FileTime changed
        && Math.abs(System.currentTimeMillis() - changed.toMillis()) > CLOCK_MILLIS;
  }

  private static Read read(Path file) {
    Map<String, Object> state = state(file);
    String place = "The file of users %s (service.users-file)".formatted(file);
    try {
      return new Read(parse(Files.readString(file), place), null, state, settled(state));
    } catch (ConfigException e) {
      return wrong(e.getMessage(), state);
    } catch (NoSuchFileException e) {
      return wrong(place + " is not there", state);
    } catch (CharacterCodingException e) {
      return wrong(place + " is no text in UTF-8", state);
    } catch (IOException e) {
      return wrong("%s can't be read: %s".formatted(place, e), state);
    }
  }

  private static Read wrong(String problem, Map<String, Object> state) {
    return new Read(Map.of(), problem, state, false);
  }

  private static Map<String, String> parse(String text, String place) {
    Map<String, String> hashes = new LinkedHashMap<>();
    String lines = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    int number = 0;
    for (String line : lines.split("\\R", -1)) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      int colon = line.indexOf(':');
      String login = colon < 0 ? "" : line.substring(0, colon).strip();
      if (login.isEmpty() || login.length() > LONGEST_LOGIN) {
        throw new ConfigException(
            "%s has a line that is no login and hash with a colon between: line %d"
                .formatted(place, number));
      }
      if (login.codePoints().anyMatch(Users::isNotSeen)) {
        throw new ConfigException(
            "%s has a login with a character that can't be seen, in line %d: type that line anew"
                .formatted(place, number));
      }
      String hash = line.substring(colon + 1).strip();
      try {
        Passwords.require(login, hash);
      } catch (ConfigException e) {
        throw new ConfigException(
            "%s is wrong in line %d: %s".formatted(place, number, e.getMessage()), e);
      }
      if (hashes.put(login, hash) != null) {
        throw new ConfigException("%s names the user %s twice".formatted(place, login));
      }
    }
    if (hashes.isEmpty()) {
      throw new ConfigException("%s names no user".formatted(place));
    }
    return hashes;
  }

  /** Such as a byte order mark within, or a no-break space: two logins that look alike. */
  private static boolean isNotSeen(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          true;
      case Character.SPACE_SEPARATOR -> character != ' ';
      default -> false;
    };
  }

  /** The users as they are now. A file that has not changed costs a look at its state. */
  private Read now() {
    if (file.isEmpty()) {
      return read;
    }
    Read before = read;
    return before.settled() && state(file.get()).equals(before.state()) ? before : readAgain();
  }

  private synchronized Read readAgain() {
    Read before = read;
    Read after = read(file.get());
    read = after;
    if (after.problem() != null && !after.problem().equals(before.problem())) {
      LOG.error("{}: nobody is let in until it is right", after.problem());
    } else if (after.problem() == null && before.problem() != null) {
      LOG.info("The file of users is right again: {} users", after.hashes().size());
    } else if (!after.hashes().keySet().equals(before.hashes().keySet())) {
      LOG.info("The file of users has changed: {} users", after.hashes().size());
    }
    return after;
  }

  /** Whether it can be told who is a user; why not is in the log. */
  boolean areKnown() {
    return now().problem() == null;
  }

  /** Whether there is such a user now. */
  boolean knows(String login) {
    return now().hashes().containsKey(login);
  }

  /** Whether that is the password; it takes as long for a login that nobody has. */
  boolean accepts(String login, String password) {
    String hash = now().hashes().get(login);
    boolean matches = Passwords.matches(password, hash == null ? nobodysHash : hash);
    return matches && hash != null;
  }
}
