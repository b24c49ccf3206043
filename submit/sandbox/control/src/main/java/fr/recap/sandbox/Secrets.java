package fr.recap.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;

/** The random secrets of a sandbox: one file each, readable by its owner only. */
final class Secrets {
  static final String POSTGRES_PASSWORD = "postgres.password";
  static final String STORE_ACCESS_KEY = "store.access-key";
  static final String STORE_SECRET_KEY = "store.secret-key";
  static final String SPARK = "spark.authenticate.secret";

  private final Path directory;

  Secrets(Path directory) {
    this.directory = directory;
  }

  /** Creates what does not exist yet; a secret never changes afterwards. */
  void createMissing() throws IOException {
    for (String name : List.of(POSTGRES_PASSWORD, STORE_ACCESS_KEY, STORE_SECRET_KEY, SPARK)) {
      create(name);
    }
  }

  Path file(String name) {
    return directory.resolve(name);
  }

  String read(String name) throws IOException {
    return Files.readString(file(name)).strip();
  }

  private void create(String name) throws IOException {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    try (var channel =
        Files.newByteChannel(
            file(name),
            EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      channel.write(java.nio.ByteBuffer.wrap(secret.getBytes(StandardCharsets.US_ASCII)));
    } catch (FileAlreadyExistsException kept) {
      // The secret of an earlier start: the servers' data know it.
    }
  }
}
