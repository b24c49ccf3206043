package fr.recap.postgres;

import fr.recap.config.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Gives a staging its primary key; rows that the key can't have become rejects of the target. */
final class KeyRejects {
  /** Why a row that was to be added is a reject. */
  static final String KNOWN = "the key is in the table already";

  private static final Set<String> NULL_OR_DOUBLE = Set.of("23502", "23505");

  private KeyRejects() {}

  /**
   * Makes the primary key.
   *
   * @return number of rows that were moved to the rejects
   */
  static long enforceKey(Connection connection, Staging staging) throws SQLException {
    List<String> key = staging.table().key().stream().map(TableName::quote).toList();
    if (key.isEmpty()) {
      return 0;
    }
    Savepoint before = connection.setSavepoint();
    try {
      addKey(connection, staging, key);
      return 0;
    } catch (SQLException e) {
      if (!NULL_OR_DOUBLE.contains(e.getSQLState())) {
        throw e;
      }
      connection.rollback(before);
      long rejected = moveNull(connection, staging, key) + moveDouble(connection, staging, key);
      addKey(connection, staging, key);
      return rejected;
    }
  }

  private static void addKey(Connection connection, Staging staging, List<String> key)
      throws SQLException {
    Postgres.execute(
        connection,
        "ALTER TABLE %s ADD CONSTRAINT %s PRIMARY KEY (%s)"
            .formatted(
                staging.tableName().sql(),
                TableName.quote(staging.name() + "_pkey"),
                String.join(", ", key)));
  }

  /** Moves the rows whose keys the target has to the rejects; returns their number. */
  static long moveKnown(Connection connection, Staging staging) throws SQLException {
    List<String> key = staging.table().key().stream().map(TableName::quote).toList();
    if (key.isEmpty() || !Postgres.exists(connection, staging.target())) {
      return 0;
    }
    return move(connection, staging, key, "DELETE FROM %s s WHERE " + isKnown(staging, key), KNOWN);
  }

  /** Why a row that was to be added is a reject, if another row has a value of it. */
  static String knownValue(String column) {
    return "%s: a row of the table with another key has this value, which is UNIQUE"
        .formatted(column);
  }

  /**
   * Moves the rows of which rows of the target with other keys, be they replaced or not, have
   * values of columns that are unique to the rejects; returns their number.
   */
  static long moveKnownValues(Connection connection, Staging staging) throws SQLException {
    List<String> key = staging.table().key().stream().map(TableName::quote).toList();
    if (key.isEmpty() || !Postgres.exists(connection, staging.target())) {
      return 0;
    }
    long moved = 0;
    for (String unique : staging.table().unique()) {
      String known =
          "DELETE FROM %%s s WHERE EXISTS (SELECT 1 FROM %1$s t WHERE t.%2$s = s.%2$s AND NOT (%3$s))"
              .formatted(staging.target().sql(), TableName.quote(unique), isSame(key));
      moved += move(connection, staging, key, known, knownValue(unique));
    }
    return moved;
  }

  /** Number of rows whose keys the target has. */
  static long known(Connection connection, Staging staging) throws SQLException {
    List<String> key = staging.table().key().stream().map(TableName::quote).toList();
    if (!Postgres.exists(connection, staging.target())) {
      return 0;
    }
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT count(*) FROM %s s WHERE %s"
                .formatted(staging.tableName().sql(), isKnown(staging, key)))) {
      return Postgres.one(query, ResultSet::getLong);
    }
  }

  private static String isKnown(Staging staging, List<String> key) {
    return "EXISTS (SELECT 1 FROM %s t WHERE %s)".formatted(staging.target().sql(), isSame(key));
  }

  private static String isSame(List<String> key) {
    return key.stream()
        .map(k -> "t.%1$s = s.%1$s".formatted(k))
        .collect(Collectors.joining(" AND "));
  }

  private static long moveNull(Connection connection, Staging staging, List<String> key)
      throws SQLException {
    String anyNull = key.stream().map(k -> k + " IS NULL").collect(Collectors.joining(" OR "));
    return move(connection, staging, key, "DELETE FROM %s WHERE " + anyNull, "the key is null");
  }

  private static long moveDouble(Connection connection, Staging staging, List<String> key)
      throws SQLException {
    // The row that stays must not depend on the order in which tasks copied.
    String doubled =
        "DELETE FROM %1$s WHERE ctid IN (SELECT place FROM (SELECT t.ctid AS place, row_number() OVER (PARTITION BY %2$s ORDER BY t::text COLLATE \"C\") AS n FROM %1$s t) numbered WHERE n > 1)"
            .formatted("%1$s", String.join(", ", key));
    return move(connection, staging, key, doubled, "duplicate key: another row with it was kept");
  }

  private static long move(
      Connection connection, Staging staging, List<String> key, String delete, String reason)
      throws SQLException {
    String shown =
        key.stream()
            .map(k -> "coalesce(%s::text, 'null')".formatted(k))
            .collect(Collectors.joining(", "));
    String sql =
        "WITH moved AS (%s RETURNING concat_ws(' ', %s) AS shown) INSERT INTO recap_staging.moved (staging, key, reason) SELECT ?, shown, ? FROM moved"
            .formatted(delete.formatted(staging.tableName().sql()), shown);
    try (PreparedStatement move = connection.prepareStatement(sql)) {
      move.setString(1, staging.name());
      move.setString(2, reason);
      return move.executeUpdate();
    }
  }

  /**
   * Puts the rejects of this run into the rejects table of the target. Not done with the moving:
   * the rejects table may be a target of the same write.
   */
  static void publish(
      Connection connection, String staging, TableName target, String runId, long rejected)
      throws SQLException {
    if (rejected == 0) {
      return;
    }
    TableName rejects = RejectsTable.of(target);
    RejectsTable.create(connection, rejects);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "WITH moved AS (DELETE FROM recap_staging.moved WHERE staging = ? RETURNING key, reason) INSERT INTO %s (key, reason, run_id) SELECT key, reason, ? FROM moved"
                .formatted(rejects.sql()))) {
      insert.setString(1, staging);
      insert.setString(2, runId);
      insert.executeUpdate();
    }
  }
}
