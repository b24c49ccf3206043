package fr.recap.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/**
 * A key and a certificate that it has signed itself.
 *
 * @param store PKCS#12 with both, as the driver's {@code sslkey} takes it
 * @param certificate PEM file
 * @param key PEM file without a password
 */
public record TestCertificates(Path store, Path certificate, Path key) {
  /** That of the store. */
  public static final String PASSWORD = "changeit";

  /** The driver looks for this one. */
  private static final String ALIAS = "user";

  /**
   * Makes one.
   *
   * @param name of its subject
   * @param extension such as {@code SAN=IP:127.0.0.1}
   */
  public static TestCertificates make(Path folder, String name, String extension)
      throws IOException, GeneralSecurityException {
    TestCertificates made =
        new TestCertificates(
            folder.resolve(name + ".p12"),
            folder.resolve(name + ".crt"),
            folder.resolve(name + ".key"));
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-dname",
                "CN=" + name,
                "-keyalg",
                "RSA",
                "-ext",
                extension,
                "-keystore",
                made.store().toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (keytool.onExit().join().exitValue() != 0) {
      throw new IOException(said);
    }
    char[] password = PASSWORD.toCharArray();
    KeyStore store = KeyStore.getInstance(made.store().toFile(), password);
    write(made.certificate(), "CERTIFICATE", store.getCertificate(ALIAS).getEncoded());
    write(made.key(), "PRIVATE KEY", store.getKey(ALIAS, password).getEncoded());
    Files.setPosixFilePermissions(made.key(), PosixFilePermissions.fromString("rw-------"));
    return made;
  }

  private static void write(Path file, String kind, byte[] content) throws IOException {
    String base64 =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(content);
    Files.write(
        file,
        List.of("-----BEGIN %s-----".formatted(kind), base64, "-----END %s-----".formatted(kind)));
  }
}
