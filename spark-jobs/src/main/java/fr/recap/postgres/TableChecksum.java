package fr.recap.postgres;

import fr.recap.config.PostgresSettings;
import fr.recap.config.RefusedInputException;
import fr.recap.config.TableName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Tells whether two tables hold the same rows, whatever the order of their rows and columns and the
 * runs that wrote them.
 *
 * <p>SHA-256 over the names of the columns and the rows, sorted by all their values byte by byte
 * (so by key if that comes first, and by no collation). Columns of the run itself are left out:
 * {@code run_id} and those whose name ends in {@code _at}. Memory is constant: the server sorts.
 */
public final class TableChecksum {
  private TableChecksum() {}

  /**
   * The checksum of a table.
   *
   * @return 64 hexadecimal digits
   * @throws RefusedInputException if there is no such table
   */
  public static String of(PostgresSettings settings, TableName table) {
    return new Postgres(settings)
        .inTransaction(
            connection -> {
              if (!Postgres.exists(connection, table)) {
                throw new RefusedInputException(
                    "There is no table %s to take a checksum of".formatted(table));
              }
              return digest(connection, table, settings.fetchSize());
            });
  }

  private static String digest(Connection connection, TableName table, int fetchSize)
      throws SQLException {
    // Texts of values must not depend on settings of the session or the role.
    Postgres.execute(connection, "SET LOCAL extra_float_digits = 1");
    Postgres.execute(connection, "SET LOCAL TimeZone = 'UTC'");
    Postgres.execute(connection, "SET LOCAL DateStyle = 'ISO'");
    Postgres.execute(connection, "SET LOCAL bytea_output = 'hex'");
    List<String> columns = columns(connection, table);
    MessageDigest sha = sha256();
    columns.forEach(name -> add(sha, name));
    if (columns.isEmpty()) {
      return HexFormat.of().formatHex(sha.digest());
    }
    try (Statement query = connection.createStatement()) {
      query.setFetchSize(fetchSize);
      try (ResultSet rows = query.executeQuery(sorted(connection, table, columns))) {
        while (rows.next()) {
          for (int i = 1; i <= columns.size(); i++) {
            add(sha, rows.getString(i));
          }
        }
      }
    }
    return HexFormat.of().formatHex(sha.digest());
  }

  private static String sorted(Connection connection, TableName table, List<String> columns)
      throws SQLException {
    List<String> key = new ArrayList<>(key(connection, table));
    key.retainAll(columns);
    List<String> order = key.isEmpty() ? columns : key;
    return "SELECT %s FROM %s ORDER BY %s"
        .formatted(
            columns.stream().map(TableChecksum::text).collect(Collectors.joining(", ")),
            table.sql(),
            order.stream().map(c -> text(c) + " COLLATE \"C\"").collect(Collectors.joining(", ")));
  }

  private static String text(String column) {
    return TableName.quote(column) + "::text";
  }

  private static List<String> columns(Connection connection, TableName table) throws SQLException {
    return names(
        connection,
        table,
        "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(?) AND attnum > 0 AND NOT attisdropped AND attname <> 'run_id' AND attname NOT LIKE '%\\_at' ORDER BY attname COLLATE \"C\"");
  }

  private static List<String> key(Connection connection, TableName table) throws SQLException {
    return names(
        connection,
        table,
        "SELECT attname FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey) WHERE indrelid = to_regclass(?) AND indisprimary ORDER BY attname COLLATE \"C\"");
  }

  private static List<String> names(Connection connection, TableName table, String sql)
      throws SQLException {
    List<String> names = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, table.sql());
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          names.add(rows.getString(1));
        }
      }
    }
    return names;
  }

  /** Adds a value with its length, so that no two rows look alike; null is the length -1. */
  private static void add(MessageDigest sha, String value) {
    byte[] bytes = value == null ? new byte[0] : value.getBytes(StandardCharsets.UTF_8);
    sha.update(ByteBuffer.allocate(4).putInt(0, value == null ? -1 : bytes.length));
    sha.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
