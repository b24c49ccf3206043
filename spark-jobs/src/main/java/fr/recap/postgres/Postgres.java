package fr.recap.postgres;

import fr.recap.config.ConfigException;
import fr.recap.config.PostgresSettings;
import fr.recap.config.Redaction;
import fr.recap.config.Secret;
import fr.recap.config.TableName;
import java.io.FileNotFoundException;
import java.io.Serializable;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** A PostgreSQL database; a value that can go to executors and connects where it is. */
public final class Postgres implements Serializable {
  // The settings themselves can't travel: Optional is not serialisable.
  private final transient PostgresSettings settings;
  private final String url;
  private final String user;
  private final Secret password;
  private final Secret keyPassword;
  private final long connectSeconds;
  private transient volatile boolean direct;

  public Postgres(PostgresSettings settings) {
    this.settings = settings;
    this.url = settings.url();
    this.user = settings.user();
    this.password = settings.password().orElse(null);
    this.keyPassword = settings.keyPassword().orElse(null);
    this.connectSeconds = Math.max(1, settings.connectTimeout().toSeconds());
  }

  /** How it is reached; on the driver only. */
  PostgresSettings settings() {
    return settings;
  }

  /**
   * A new connection, which the caller closes. On the driver, the first one is looked at: its locks
   * and settings must last as long as it does.
   *
   * @throws ConfigException if there is no such server, it refuses the user, or a pooler hands out
   *     its sessions by transaction
   * @throws DatabaseException if the server is away or can't take one more: it may be back
   */
  public Connection connect() {
    Connection connection = open();
    if (settings != null && !direct) {
      look(connection, () -> ServerSession.refuseShared(connection, address(), this::open));
      direct = true;
    }
    return connection;
  }

  /**
   * A new connection to a server that takes writes.
   *
   * @throws ConfigException as {@link #connect}, or if the server is a replica
   * @throws DatabaseException as {@link #connect}
   */
  public Connection connectToWrite() {
    Connection connection = connect();
    look(connection, () -> ServerSession.refuseReplica(connection, address()));
    return connection;
  }

  /**
   * Refuses a pooler that hands out sessions by transaction. A server that is away is none: whoever
   * needs it then is told.
   *
   * @throws ConfigException if it is one
   */
  public void refusePooler() {
    Connection connection;
    try {
      connection = open();
    } catch (ConfigException | DatabaseException e) {
      return;
    }
    look(connection, () -> ServerSession.refuseShared(connection, address(), this::open));
    end(connection);
  }

  /**
   * Refuses a replica.
   *
   * @throws ConfigException as {@link #connectToWrite}
   * @throws DatabaseException as {@link #connect}
   */
  public void refuseReplica() {
    end(connectToWrite());
  }

  /** What may be wrong with a connection. */
  @FunctionalInterface
  private interface Look {
    void look() throws SQLException;
  }

  private void look(Connection connection, Look look) {
    try {
      look.look();
    } catch (SQLException e) {
      end(connection);
      throw new DatabaseException(
          "PostgreSQL (%s): %s".formatted(address(), ServerErrors.message(e)),
          ServerErrors.safe(e));
    } catch (RuntimeException e) {
      end(connection);
      throw e;
    }
  }

  private static void end(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      // It is lost already.
    }
  }

  private Connection open() {
    try {
      return DriverManager.getConnection(url, properties());
    } catch (SQLException e) {
      String message =
          "No connection to %s as user %s: %s. Check postgres.url, postgres.user and the secret postgres.password (environment variable RECAP_POSTGRES_PASSWORD)%s"
              .formatted(address(), user, ServerErrors.ofTheDriver(e), keyAdvice());
      throw mayComeBack(e) ? new DatabaseException(message, e) : new ConfigException(message, e);
    }
  }

  /** The driver takes a wrong password of a key for anything. */
  private String keyAdvice() {
    return url.contains("sslkey=")
        ? "; of the client's key, the secret postgres.key-password (RECAP_POSTGRES_KEY_PASSWORD)"
        : "";
  }

  /** A lost or refused connection, a server that stops or starts, or that has too many. */
  private static boolean mayComeBack(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    return (state.startsWith("08") && !isOfTheSettings(e))
        || state.startsWith("57P")
        || state.startsWith("53");
  }

  /** A server that nobody knows, a certificate that is not trusted, or a file that is missing. */
  private static boolean isOfTheSettings(SQLException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException
          || cause instanceof GeneralSecurityException
          || cause instanceof FileNotFoundException) {
        return true;
      }
    }
    // The driver tells of a certificate of another server by its words alone.
    return String.valueOf(e.getMessage()).contains("HostnameVerifier");
  }

  /** The address for messages, without a password that someone put into it. */
  String address() {
    return Redaction.of(url);
  }

  /** What the driver needs beside the address. */
  public Properties properties() {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    if (password != null) {
      properties.setProperty("password", password.reveal());
    }
    if (keyPassword != null) {
      properties.setProperty("sslpassword", keyPassword.reveal());
    }
    properties.setProperty("ApplicationName", "recap-spark");
    properties.setProperty("tcpKeepAlive", "true");
    // Details and contexts of errors show values of rows.
    properties.setProperty("logServerErrorDetail", "false");
    properties.setProperty("connectTimeout", Long.toString(connectSeconds));
    return properties;
  }

  /** Work on a connection. */
  @FunctionalInterface
  public interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  /**
   * Does work in one transaction: committed if it returns, rolled back if it throws.
   *
   * @throws DatabaseException if the database refuses something
   */
  public <T> T inTransaction(Work<T> work) {
    try (Connection connection = connect()) {
      connection.setAutoCommit(false);
      try {
        T result = work.run(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException | Error e) {
        rollback(connection, e);
        throw e;
      }
    } catch (SQLException e) {
      throw new DatabaseException(
          "PostgreSQL (%s): %s".formatted(address(), ServerErrors.message(e)),
          ServerErrors.safe(e));
    }
  }

  private static void rollback(Connection connection, Throwable cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  /** Whether there is such a table (or view). */
  public boolean exists(TableName table) {
    return inTransaction(c -> exists(c, table));
  }

  /** The same within a transaction. */
  public static boolean exists(Connection connection, TableName table) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
      query.setString(1, table.sql());
      return one(query, ResultSet::getBoolean);
    }
  }

  /** Number of rows of a table. */
  public long count(TableName table) {
    return inTransaction(c -> count(c, table));
  }

  static long count(Connection connection, TableName table) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT count(*) FROM " + table.sql())) {
      return one(query, ResultSet::getLong);
    }
  }

  /** Creates the schema of a qualified name if it is missing. */
  static void createSchema(Connection connection, TableName table) throws SQLException {
    if (table.schema() != null) {
      execute(connection, "CREATE SCHEMA IF NOT EXISTS " + TableName.quote(table.schema()));
    }
  }

  static int execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  /** Reads the first column of the only row. */
  @FunctionalInterface
  interface Reader<T> {
    T read(ResultSet row, int column) throws SQLException;
  }

  static <T> T one(PreparedStatement query, Reader<T> reader) throws SQLException {
    try (ResultSet rows = query.executeQuery()) {
      rows.next();
      return reader.read(rows, 1);
    }
  }
}
