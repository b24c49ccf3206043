package fr.recap.postgres;

import fr.recap.config.ConfigLoader;
import fr.recap.config.PostgresSettings;
import fr.recap.config.RecapConfig;
import fr.recap.config.TableName;
import fr.recap.sandbox.Endpoints;
import fr.recap.sandbox.Sandbox;
import fr.recap.sandbox.SandboxOptions;
import fr.recap.sandbox.Server;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The one PostgreSQL server that all tests of a JVM share. Each test class takes a schema of its
 * own by {@link #freshSchema}, so that tests neither see each other's tables nor need to clean up.
 */
public final class TestPostgres {
  private static final class Holder {
    static final Endpoints ENDPOINTS = start();
  }

  private TestPostgres() {}

  /** How the server is reached; two partitions for reads and writes. */
  public static PostgresSettings settings() {
    return config(Map.of()).postgres();
  }

  /** All settings, with those of the server and of the caller. */
  public static RecapConfig config(Map<String, String> overrides) {
    Map<String, String> settings = new HashMap<>(overrides);
    settings.put("postgres.read-partitions", "2");
    settings.put("postgres.write-partitions", "2");
    return ConfigLoader.load(List.of(Holder.ENDPOINTS.confFile()), settings);
  }

  /** The settings of the server, as a file for {@code --config}. */
  public static Path confFile() {
    return Holder.ENDPOINTS.confFile();
  }

  /** The server. */
  public static Postgres postgres() {
    return new Postgres(settings());
  }

  /** A new empty schema; its name. */
  public static String freshSchema() {
    String schema = "t_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    execute("CREATE SCHEMA " + schema);
    return schema;
  }

  /** A table of a schema. */
  public static TableName table(String schema, String table) {
    return TableName.parse(schema + "." + table);
  }

  /** Runs a statement of the test's own. */
  public static void execute(String sql) {
    try (Connection connection = postgres().connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Rows of a query as text, fields separated by a bar, null as "null". */
  public static List<String> query(String sql) {
    try (Connection connection = postgres().connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> texts = new ArrayList<>();
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        List<String> fields = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          fields.add(String.valueOf(rows.getString(i)));
        }
        texts.add(String.join("|", fields));
      }
      return texts;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static Endpoints start() {
    // A JVM of its own folder: forks that run side by side must not share a server.
    Path dir = Path.of("target", "test-postgres-" + ProcessHandle.current().pid());
    return new Sandbox(dir.toAbsolutePath(), SandboxOptions.forTests(Server.POSTGRES)).start();
  }
}
