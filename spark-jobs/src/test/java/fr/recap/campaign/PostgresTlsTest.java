package fr.recap.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.recap.config.ConfigException;
import fr.recap.config.RecapConfig;
import fr.recap.postgres.OwnPostgres;
import fr.recap.postgres.Postgres;
import fr.recap.postgres.TestCertificates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs on a server that lets nobody in without TLS, and some by their certificate alone. */
class PostgresTlsTest {
  @TempDir private static Path folder;
  private static OwnPostgres server;
  private static TestCertificates certificates;
  private static TestCertificates client;

  @BeforeAll
  static void start() throws Exception {
    certificates = TestCertificates.make(folder, "server", "SAN=IP:127.0.0.1");
    client = TestCertificates.make(folder, "certified", "SAN=DNS:certified");
    server =
        OwnPostgres.start(
            folder,
            List.of(
                "ssl = on",
                "ssl_cert_file = '%s'".formatted(certificates.certificate()),
                "ssl_key_file = '%s'".formatted(certificates.key()),
                "ssl_ca_file = '%s'".formatted(client.certificate()),
                "password_encryption = 'scram-sha-256'"),
            List.of(
                "hostssl recap recap 127.0.0.1/32 scram-sha-256",
                "hostssl recap certified 127.0.0.1/32 cert"));
    server.execute("postgres", "CREATE ROLE certified LOGIN IN ROLE recap");
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @Test
  void jobsWorkOverAVerifiedConnection_withScramBoundToIt() throws Exception {
    RecapConfig config = config("verify-full&channelBinding=require" + root(certificates));
    new SmallJobs(folder).allWork(config);
    String encrypted =
        new Postgres(config.postgres())
            .inTransaction(
                connection -> {
                  try (Statement statement = connection.createStatement();
                      ResultSet row =
                          statement.executeQuery(
                              "SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid()")) {
                    row.next();
                    return row.getString(1);
                  }
                });
    assertThat(encrypted).startsWith("TLSv1.");
  }

  @Test
  void aClientIsKnownByItsCertificate_whoseKeyIsUnlockedByASecret() throws Exception {
    Path secrets = Files.createDirectory(folder.resolve("key-secrets"));
    String url = url("verify-full" + root(certificates) + key());
    Map<String, String> settings =
        Map.of(
            "postgres.url", url, "postgres.user", "certified", "secrets.directory", secrets + "");
    Files.writeString(secrets.resolve("postgres.key-password"), "wrong");
    assertThatThrownBy(() -> connect(OwnPostgres.config(folder, settings)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("postgres.key-password");

    Files.writeString(secrets.resolve("postgres.key-password"), TestCertificates.PASSWORD);
    assertThat(new SmallJobs(folder).importForms(OwnPostgres.config(folder, settings)))
        .isEqualTo(SmallJobs.ROWS);
    server.execute("recap", "REASSIGN OWNED BY certified TO recap");
  }

  @Test
  void whatIsNotTrusted_isAMatterOfTheSettings() throws Exception {
    assertThatThrownBy(() -> connect(config("verify-full" + root(client))))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("postgres.url");
    RecapConfig otherName =
        OwnPostgres.config(
            folder,
            Map.of(
                "postgres.url",
                url("verify-full" + root(certificates)).replace("127.0.0.1", "localhost")));
    assertThatThrownBy(() -> connect(otherName))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("localhost could not be verified");
    assertThatThrownBy(() -> connect(config("verify-full&sslrootcert=/nowhere/root.crt")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("/nowhere/root.crt");
    assertThatThrownBy(() -> connect(config("disable")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("no pg_hba.conf entry");
  }

  private static void connect(RecapConfig config) {
    new Postgres(config.postgres()).refuseReplica();
  }

  private static RecapConfig config(String mode) throws Exception {
    return OwnPostgres.config(folder, Map.of("postgres.url", url(mode)));
  }

  private static String url(String mode) {
    return server.url() + "?sslmode=" + mode;
  }

  private static String root(TestCertificates of) {
    return "&sslrootcert=" + of.certificate();
  }

  private static String key() {
    return "&sslkey=" + client.store();
  }
}
