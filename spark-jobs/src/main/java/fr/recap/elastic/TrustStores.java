package fr.recap.elastic;

import fr.recap.config.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Authorities of PEM files as Java takes them: trust stores, in memory or as files. */
final class TrustStores {
  /** Of the files: what is in them is no secret, their folder keeps others from writing. */
  static final String PASSWORD = "changeit";

  static final String TYPE = "PKCS12";

  private static final Map<Path, Path> FILES = new ConcurrentHashMap<>();

  private TrustStores() {}

  /**
   * The certificates of a PEM file.
   *
   * @throws ConfigException if it can't be read or holds none
   */
  static KeyStore load(Path authority) {
    try (InputStream pem = Files.newInputStream(authority)) {
      KeyStore store = KeyStore.getInstance(TYPE);
      store.load(null, null);
      int i = 0;
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        store.setCertificateEntry("authority-" + i++, certificate);
      }
      if (i == 0) {
        throw new ConfigException(
            "elasticsearch.ca-certificate: %s holds no certificate".formatted(authority));
      }
      return store;
    } catch (IOException | GeneralSecurityException e) {
      throw new ConfigException(
          "elasticsearch.ca-certificate: %s can't be read as PEM certificates; the file must be there on every machine that runs the job"
              .formatted(authority),
          e);
    }
  }

  /**
   * The same as a file in a folder that its owner alone can read; made once a JVM, and gone at its
   * end.
   *
   * @throws ConfigException if the PEM file can't be read or holds no certificate
   */
  static Path file(Path authority) {
    return FILES.computeIfAbsent(authority.toAbsolutePath(), TrustStores::write);
  }

  private static Path write(Path authority) {
    KeyStore store = load(authority);
    try {
      Path folder = Files.createTempDirectory("recap-trust");
      folder.toFile().deleteOnExit();
      Path file = folder.resolve("authorities.p12");
      file.toFile().deleteOnExit();
      try (OutputStream out = Files.newOutputStream(file)) {
        store.store(out, PASSWORD.toCharArray());
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("A trust store of " + authority + " can't be written", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Java can't write a trust store of " + authority, e);
    }
  }
}
