package fr.recap.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The whole life of one sandbox: its steps follow each other, since each start takes seconds. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SandboxTest {
  @TempDir private static Path dir;
  private static Sandbox sandbox;
  private static Endpoints endpoints;

  @BeforeAll
  static void start() throws Exception {
    sandbox =
        new Sandbox(
            dir.resolve("a sandbox"),
            SandboxOptions.forTests(Server.POSTGRES, Server.ELASTICSEARCH, Server.S3));
    endpoints = sandbox.start();
    execute("create table kept (k int)", "insert into kept values (42)");
  }

  @AfterAll
  static void stop() {
    sandbox.stop();
  }

  @Test
  @Order(1)
  void runningServersAreSeenAndLeftAloneByASecondStart() {
    assertThat(sandbox.status().running()).isTrue();
    List<Long> before = pids();
    assertThat(new Sandbox(dir.resolve("a sandbox"), options()).start()).isEqualTo(endpoints);
    assertThat(pids()).as("processes after the second start").containsExactlyElementsOf(before);
  }

  @Test
  @Order(2)
  void secretsAreAskedForAndPrivate() throws Exception {
    try (var files = Files.list(endpoints.secretsDirectory())) {
      List<Path> secrets = files.sorted().toList();
      assertThat(secrets)
          .extracting(path -> path.getFileName().toString())
          .containsExactly(
              "postgres.password",
              "spark.authenticate.secret",
              "store.access-key",
              "store.secret-key");
      for (Path secret : secrets) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
            .isEqualTo("rw-------");
        String value = Files.readString(secret);
        assertThat(
                Processes.find(
                    entry -> String.join(" ", Processes.arguments(entry)).contains(value)))
            .as("processes that show " + secret.getFileName())
            .isEmpty();
        assertThat(Files.readString(endpoints.confFile())).doesNotContain(value);
      }
    }
    assertThatThrownBy(
            () -> DriverManager.getConnection(endpoints.postgresUrl(), "recap", "wrong").close())
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password authentication failed");
  }

  @Test
  @Order(2)
  void theBucketExistsAndIsNotPublic() {
    int port = java.net.URI.create(endpoints.storeEndpoint()).getPort();
    assertThat(Probe.http(port, "/recap")).as("anonymous listing of the bucket").isEqualTo(403);
    assertThat(dir.resolve("a sandbox/s3/data/recap")).isDirectory();
  }

  @Test
  @Order(3)
  void aKilledServerIsNoticedAndStartedAgainWithItsData() throws Exception {
    for (Server server : Server.ofData()) {
      sandbox.kill(server);
      assertThat(sandbox.status().of(server)).isEqualTo(Status.State.CRASHED);
    }
    assertThat(sandbox.start()).as("addresses after the restart").isEqualTo(endpoints);
    assertThat(sandbox.status().running()).isTrue();
    assertThat(kept()).isEqualTo(42);
  }

  @Test
  @Order(3)
  void aKillWaitsForAStartSoThatItSparesWhatIsStartedAfterIt() throws Exception {
    Thread killer = new Thread(() -> sandbox.kill(Server.S3));
    DirectoryLock.holding(
        Layout.existing(dir.resolve("a sandbox")).lock(),
        Duration.ofMinutes(1),
        () -> {
          killer.start();
          assertThat(ManagedServer.waitUntil(Duration.ofMillis(500), () -> !killer.isAlive()))
              .as("killed beside a start")
              .isFalse();
          assertThat(sandbox.status().of(Server.S3)).isEqualTo(Status.State.RUNNING);
          return null;
        });
    killer.join();
    assertThat(sandbox.status().of(Server.S3)).isEqualTo(Status.State.CRASHED);
    sandbox.start();
  }

  @Test
  @Order(4)
  void aPostmasterKilledAloneIsReplacedAndItsLockFileIgnored() throws Exception {
    PostgresServer postgres =
        new PostgresServer(Layout.existing(dir.resolve("a sandbox")), ServerLibraries.locate());
    postgres.postmaster().orElseThrow().destroyForcibly();
    assertThat(ManagedServer.waitUntil(Duration.ofSeconds(10), () -> !sandbox.status().running()))
        .isTrue();
    sandbox.start();
    assertThat(kept()).isEqualTo(42);
  }

  @Test
  @Order(5)
  void stopLeavesNoProcessAndNoLock() throws Exception {
    sandbox.stop();
    String mark = Processes.asArgument(dir.resolve("a sandbox"));
    assertThat(Processes.find(entry -> String.join(" ", Processes.arguments(entry)).contains(mark)))
        .isEmpty();
    Layout layout = Layout.existing(dir.resolve("a sandbox"));
    assertThat(layout.lock()).doesNotExist();
    assertThat(layout.home(Server.POSTGRES).resolve("data/postmaster.pid")).doesNotExist();
    assertThat(sandbox.status().states().values()).containsOnly(Status.State.STOPPED);
  }

  private static SandboxOptions options() {
    return new SandboxOptions(Server.ofData(), 512, true);
  }

  private static List<Long> pids() {
    Layout layout = Layout.existing(dir.resolve("a sandbox"));
    ServerLibraries libraries = ServerLibraries.locate();
    return List.of(
            new PostgresServer(layout, libraries).postmaster().orElseThrow(),
            SearchServer.elasticsearch(layout, libraries, 512).processes().get(0),
            new S3Server(layout, libraries).processes().get(0))
        .stream()
        .map(ProcessHandle::pid)
        .toList();
  }

  private static int kept() throws Exception {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select k from kept")) {
      assertThat(rows.next()).isTrue();
      return rows.getInt(1);
    }
  }

  private static void execute(String... statements) throws Exception {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static Connection connect() throws Exception {
    String password = Files.readString(endpoints.secretsDirectory().resolve("postgres.password"));
    return DriverManager.getConnection(endpoints.postgresUrl(), endpoints.postgresUser(), password);
  }
}
