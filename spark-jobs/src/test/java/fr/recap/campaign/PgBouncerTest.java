package fr.recap.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fr.recap.config.ConfigException;
import fr.recap.config.RecapConfig;
import fr.recap.config.TableName;
import fr.recap.operations.Finding;
import fr.recap.operations.Preflight;
import fr.recap.postgres.OwnPostgres;
import fr.recap.postgres.Postgres;
import fr.recap.postgres.TestCertificates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs through a real PgBouncer, which speaks TLS and SCRAM to both sides. */
class PgBouncerTest {
  @TempDir private static Path folder;
  private static OwnPostgres server;
  private static TestCertificates certificates;
  private static final List<Process> POOLERS = new ArrayList<>();
  private static int lifo;
  private static int round;

  @BeforeAll
  static void start() throws Exception {
    String program =
        List.of("/usr/sbin/pgbouncer", "/usr/bin/pgbouncer").stream()
            .filter(path -> Files.isExecutable(Path.of(path)))
            .findFirst()
            .orElse(null);
    assumeTrue(program != null, "pgbouncer is not installed: nothing is tried through a pooler");
    certificates = TestCertificates.make(folder, "server", "SAN=IP:127.0.0.1");
    server =
        OwnPostgres.start(
            folder,
            List.of(
                "ssl = on",
                "ssl_cert_file = '%s'".formatted(certificates.certificate()),
                "ssl_key_file = '%s'".formatted(certificates.key())),
            List.of("hostssl recap recap 127.0.0.1/32 scram-sha-256"));
    Files.writeString(folder.resolve("users.txt"), "\"recap\" \"secret\"\n");
    lifo = pooler(program, "0");
    round = pooler(program, "1");
  }

  private static int pooler(String program, String roundRobin) throws Exception {
    int port = OwnPostgres.freePort();
    Path settings = folder.resolve("pgbouncer" + port + ".ini");
    Files.writeString(
        settings,
        """
        [databases]
        session = host=127.0.0.1 port=%1$d dbname=recap pool_mode=session
        transaction = host=127.0.0.1 port=%1$d dbname=recap pool_mode=transaction pool_size=4
        single = host=127.0.0.1 port=%1$d dbname=recap pool_mode=transaction pool_size=1
        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = %2$d
        unix_socket_dir =
        auth_type = scram-sha-256
        auth_file = %3$s
        server_round_robin = %4$s
        ignore_startup_parameters = extra_float_digits
        client_tls_sslmode = require
        client_tls_cert_file = %5$s
        client_tls_key_file = %6$s
        server_tls_sslmode = verify-full
        server_tls_ca_file = %5$s
        """
            .formatted(
                server.port(),
                port,
                folder.resolve("users.txt"),
                roundRobin,
                certificates.certificate(),
                certificates.key()));
    Process process =
        OwnPostgres.launch(
            List.of(program, settings.toString()), folder.resolve("pgbouncer" + port + ".log"));
    POOLERS.add(process);
    for (int tries = 0; tries < 100; tries++) {
      try {
        open(port, "session").close();
        return port;
      } catch (SQLException e) {
        assertThat(process.isAlive())
            .as(Files.readString(folder.resolve("pgbouncer" + port + ".log")))
            .isTrue();
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
    throw new IllegalStateException("pgbouncer does not answer");
  }

  @AfterAll
  static void stop() throws Exception {
    POOLERS.forEach(Process::destroyForcibly);
    if (server != null) {
      server.close();
    }
  }

  @Test
  void jobsWorkThroughAPoolOfSessions() throws Exception {
    new SmallJobs(folder).allWork(config(lifo, "session"));
  }

  @Test
  void aPoolOfTransactions_isRefusedBeforeAnything_andPreflightTells() throws Exception {
    RecapConfig config = config(lifo, "transaction");
    SmallJobs jobs = new SmallJobs(folder);
    assertThatThrownBy(() -> jobs.importForms(config))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("postgres.url (jdbc:postgresql://127.0.0.1:" + lifo + "/transaction")
        .hasMessageContaining("pool_mode = session");
    assertThatThrownBy(() -> jobs.read(config)).isInstanceOf(ConfigException.class);
    assertThatThrownBy(() -> new Postgres(config.postgres()).refusePooler())
        .isInstanceOf(ConfigException.class);
    List<Finding> findings = new Preflight(alone(lifo, "transaction")).execute().findings();
    assertThat(findings)
        .filteredOn(finding -> finding.subject().equals("postgres"))
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.toString())
                    .contains("ERROR", "hands out the server's sessions by transaction"));
  }

  @Test
  void aPoolIsSeenThrough_whateverItsOrderAndSize_whileOthersUseIt() throws Exception {
    Map<Integer, String> pools = Map.of(lifo, "transaction", round, "transaction");
    ExecutorService others = Executors.newFixedThreadPool(3);
    AtomicBoolean stop = new AtomicBoolean();
    try {
      List<Future<?>> busy = new ArrayList<>();
      for (int port : pools.keySet()) {
        busy.add(others.submit(() -> useUntil(stop, port)));
      }
      for (int i = 0; i < 5; i++) {
        for (int port : List.of(lifo, round)) {
          for (String database : List.of("transaction", "single")) {
            Postgres postgres = new Postgres(config(port, database).postgres());
            assertThatThrownBy(() -> postgres.exists(TableName.parse("small_forms")))
                .as(database + " " + port)
                .isInstanceOf(ConfigException.class);
          }
          new Postgres(config(port, "session").postgres()).refuseReplica();
        }
      }
      stop.set(true);
      for (Future<?> each : busy) {
        each.get();
      }
    } finally {
      stop.set(true);
      others.shutdownNow();
    }
  }

  private static Void useUntil(AtomicBoolean stop, int port) throws Exception {
    try (Connection connection = open(port, "transaction");
        Statement statement = connection.createStatement()) {
      while (!stop.get()) {
        statement.execute("SELECT 1");
      }
    }
    return null;
  }

  private static Connection open(int port, String database) throws SQLException {
    return DriverManager.getConnection(url(port, database), "recap", "secret");
  }

  private static String url(int port, String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s?sslmode=verify-full&sslrootcert=%s"
        .formatted(port, database, certificates.certificate());
  }

  /** With no other server, of which a preflight hears at once. */
  private static RecapConfig alone(int port, String database) throws Exception {
    return OwnPostgres.config(
        folder,
        Map.of(
            "postgres.url",
            url(port, database),
            "elasticsearch.nodes",
            "[\"http://127.0.0.1:1\"]",
            "elasticsearch.search.retries",
            "0",
            "store.root",
            folder.resolve("store").toString()));
  }

  private static RecapConfig config(int port, String database) throws Exception {
    return OwnPostgres.config(folder, Map.of("postgres.url", url(port, database)));
  }
}
