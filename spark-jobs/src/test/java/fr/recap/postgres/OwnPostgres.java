package fr.recap.postgres;

import fr.recap.config.ConfigLoader;
import fr.recap.config.RecapConfig;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL server of one test, with a configuration of its own, from the programs of the shared
 * one. It has a database {@code recap} of the role {@code recap} with the password {@code secret}.
 */
public final class OwnPostgres implements AutoCloseable {
  private static final String PASSWORD = "secret";

  private final Path data;
  private final int port;
  private Process server;

  private OwnPostgres(Path data) throws IOException {
    this.data = data;
    this.port = freePort();
  }

  /**
   * Starts a server.
   *
   * @param folder of the test, where its data go
   * @param settings lines of postgresql.conf
   * @param access lines of pg_hba.conf
   */
  public static OwnPostgres start(Path folder, List<String> settings, List<String> access)
      throws IOException, InterruptedException {
    OwnPostgres own = new OwnPostgres(folder.resolve("primary"));
    run(
        List.of(
            program("initdb"),
            "-D",
            own.data.toString(),
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync"),
        folder);
    List<String> rules = new ArrayList<>();
    for (String database : List.of("all", "replication")) {
      rules.add("host %s postgres 127.0.0.1/32 trust".formatted(database));
    }
    rules.addAll(access);
    Files.write(own.data.resolve("pg_hba.conf"), rules);
    own.add(settings);
    own.run();
    own.execute("postgres", "CREATE ROLE recap LOGIN CREATEROLE PASSWORD '%s'".formatted(PASSWORD));
    own.execute("postgres", "CREATE DATABASE recap OWNER recap");
    return own;
  }

  /** A copy of this server, which is started anew for that; it follows this one. */
  public OwnPostgres replica() throws IOException, InterruptedException {
    signal("INT");
    server.onExit().join();
    OwnPostgres replica = new OwnPostgres(data.resolveSibling("replica"));
    run(List.of("cp", "-a", data.toString(), replica.data.toString()), data.getParent());
    replica.add(
        List.of(
            "primary_conninfo = 'host=127.0.0.1 port=%d user=postgres'".formatted(port),
            "recovery_target_timeline = latest"));
    Files.createFile(replica.data.resolve("standby.signal"));
    run();
    replica.run();
    return replica;
  }

  private void add(List<String> settings) throws IOException {
    Files.write(data.resolve("postgresql.conf"), settings, StandardOpenOption.APPEND);
  }

  private void run() throws IOException, InterruptedException {
    List<String> command =
        List.of(
            program("postgres"),
            "-D",
            data.toString(),
            "-p",
            Integer.toString(port),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "unix_socket_directories=",
            "-c",
            "fsync=off",
            "-c",
            "dynamic_shared_memory_type=mmap",
            // The default since 14.
            "-c",
            "password_encryption=scram-sha-256");
    server = launch(command, data.resolveSibling("server.log"));
    for (int tries = 0; ; tries++) {
      try {
        query("postgres", "SELECT 1");
        return;
      } catch (IllegalStateException e) {
        if (tries == 300 || !server.isAlive()) {
          throw new IOException(Files.readString(data.resolveSibling("server.log")), e);
        }
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
  }

  /** Starts a program as an ordinary user; it ends with this JVM, unless that is killed. */
  public static Process launch(List<String> command, Path log) throws IOException {
    List<String> full = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      full.addAll(List.of("unshare", "--user"));
    }
    full.addAll(command);
    Process process =
        new ProcessBuilder(full)
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    return process;
  }

  private static void run(List<String> command, Path folder) throws IOException {
    Path log = folder.resolve("setup.log");
    if (launch(command, log).onExit().join().exitValue() != 0) {
      throw new IOException(command + ": " + Files.readString(log));
    }
  }

  private static String program(String name) throws IOException {
    TestPostgres.settings();
    Path home = TestPostgres.confFile().resolveSibling("postgres");
    try (Stream<Path> versions = Files.list(home)) {
      return versions
          .map(version -> version.resolve("bin").resolve(name))
          .filter(Files::isExecutable)
          .findFirst()
          .orElseThrow()
          .toString();
    }
  }

  /** A port that nobody listens at. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  public int port() {
    return port;
  }

  /** Its address. */
  public String url() {
    return "jdbc:postgresql://127.0.0.1:%d/recap".formatted(port);
  }

  /**
   * Settings of jobs that find the password of {@code recap} in a folder of secrets.
   *
   * @param overrides among them {@code postgres.url}
   */
  public static RecapConfig config(Path folder, Map<String, String> overrides) throws IOException {
    Path secrets = folder.resolve("secrets");
    if (!Files.exists(secrets)) {
      Files.createDirectory(
          secrets,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Files.writeString(secrets.resolve("postgres.password"), PASSWORD);
    }
    Map<String, String> all = new HashMap<>();
    all.put("postgres.user", "recap");
    all.put("postgres.read-partitions", "2");
    all.put("postgres.write-partitions", "2");
    all.put("postgres.connect-timeout", "5s");
    all.put("secrets.directory", secrets.toString());
    all.put("work-directory", folder.resolve("work").toString());
    all.putAll(overrides);
    return ConfigLoader.load(List.of(), all);
  }

  /** Runs a statement as the superuser. */
  public void execute(String database, String sql) {
    try (Connection connection = superuser(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The first column of a query of the superuser, as texts. */
  public List<String> query(String database, String sql) {
    try (Connection connection = superuser(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private Connection superuser(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/%s?user=postgres&sslmode=disable"
            .formatted(port, database));
  }

  /** Dies as a machine does. */
  public void crash() {
    server.destroyForcibly().onExit().join();
  }

  private void signal(String name) throws IOException {
    run(List.of("kill", "-" + name, Long.toString(server.pid())), data.getParent());
  }

  @Override
  public void close() throws IOException {
    if (server != null && server.isAlive()) {
      signal("INT");
      server.onExit().join();
    }
  }
}
