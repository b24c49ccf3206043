package fr.recap.service;

import fr.recap.config.ConfigException;
import fr.recap.config.RecapConfig;
import fr.recap.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who may ask: logins with hashes of their passwords, out of a file that is read again when it
 * changes, or out of a secret.
 */
final class Users {
  private static final String SECRET = "service.users";
  private static final int LONGEST_LOGIN = 100;

  private final Optional<Path> file;
  private final String nobodysHash;
  private volatile Read read;

  private record Read(Map<String, String> hashes, FileTime when) {}

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
      return new Users(file, read(file.get()));
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
        Optional.empty(), new Read(parse(lines.reveal(), "the secret " + SECRET), null));
  }

  private static Read read(Path file) {
    try {
      FileTime when = Files.getLastModifiedTime(file);
      return new Read(parse(Files.readString(file), file.toString()), when);
    } catch (IOException e) {
      throw new ConfigException(
          "The users of %s (service.users-file) can't be read: %s".formatted(file, e.getMessage()),
          e);
    }
  }

  private static Map<String, String> parse(String text, String place) {
    Map<String, String> hashes = new LinkedHashMap<>();
    int number = 0;
    for (String line : text.split("\\R", -1)) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      int colon = line.indexOf(':');
      String login = colon < 0 ? "" : line.substring(0, colon).strip();
      if (login.isEmpty() || login.length() > LONGEST_LOGIN) {
        throw new ConfigException(
            "Line %d of %s is no login and hash with a colon between".formatted(number, place));
      }
      String hash = line.substring(colon + 1).strip();
      Passwords.require(login, hash);
      if (hashes.put(login, hash) != null) {
        throw new ConfigException("%s names the user %s twice".formatted(place, login));
      }
    }
    if (hashes.isEmpty()) {
      throw new ConfigException("%s names no user".formatted(place));
    }
    return hashes;
  }

  /** Reads a file again that has changed; one that is wrong leaves the users as they were. */
  void refresh() throws IOException {
    if (file.isPresent() && !Files.getLastModifiedTime(file.get()).equals(read.when())) {
      read = read(file.get());
    }
  }

  boolean knows(String login) {
    return read.hashes().containsKey(login);
  }

  /** Whether that is the password; it takes as long for a login that nobody has. */
  boolean accepts(String login, String password) {
    String hash = read.hashes().get(login);
    boolean matches = Passwords.matches(password, hash == null ? nobodysHash : hash);
    return matches && hash != null;
  }
}
