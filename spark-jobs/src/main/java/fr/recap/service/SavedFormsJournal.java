package fr.recap.service;

import fr.recap.config.RecapConfig;
import fr.recap.config.TableName;
import fr.recap.postgres.Postgres;
import fr.recap.tables.SavedFormsTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The table of the forms that were saved and of the index that each is in, for all services of a
 * campaign and beyond their ends: forms that are in another index than that of the alias must be
 * saved again. Rows are written in order of keys, so that services don't wait for each other.
 */
final class SavedFormsJournal {
  /**
   * For which a form is remembered. An index that is built longer than this from an older state of
   * the forms would lose it.
   */
  static final Duration REMEMBERED = Duration.ofDays(7);

  private static final String REMEMBERED_DAYS = REMEMBERED.toDays() + " days";

  private static final int QUERY_SECONDS = 10;

  private final Postgres postgres;
  private final TableName table;
  private final String alias;
  private volatile boolean created;

  SavedFormsJournal(RecapConfig config) {
    this.postgres = new Postgres(config.postgres());
    this.table = config.tables().savedForms();
    this.alias = config.indices().validated();
  }

  /**
   * Notes that forms have just been saved.
   *
   * @param indices concrete index of each, by cabbi
   */
  void saved(Map<String, String> indices) {
    if (!created) {
      create();
    }
    write(
        "INSERT INTO %1$s (index_name, alias, cabbi, saved_at) VALUES (?, ?, ?, now()) ON CONFLICT (alias, cabbi) DO UPDATE SET index_name = excluded.index_name, saved_at = excluded.saved_at",
        indices);
  }

  /** Notes that forms that had been saved are in another index now. */
  void moved(Map<String, String> indices) {
    write("UPDATE %1$s SET index_name = ? WHERE alias = ? AND cabbi = ?", indices);
  }

  /**
   * Forms that are in another index than this one.
   *
   * @param after the last one before them, in order of keys; empty for the first
   */
  List<String> outside(String index, String after, int most) {
    if (!postgres.exists(table)) {
      return List.of();
    }
    return postgres.inTransaction(
        connection -> {
          try (PreparedStatement select =
              prepare(
                  connection,
                  "SELECT cabbi FROM %1$s WHERE alias = ? AND index_name <> ? AND cabbi COLLATE \"C\" > ? ORDER BY cabbi COLLATE \"C\" LIMIT ?")) {
            select.setString(1, alias);
            select.setString(2, index);
            select.setString(3, after);
            select.setInt(4, most);
            List<String> keys = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                keys.add(rows.getString(1));
              }
            }
            return keys;
          }
        });
  }

  /**
   * Forms that were saved since a time, and when; of late alone.
   *
   * @return by cabbi, the oldest first
   */
  Map<String, Instant> savedSince(Instant time) {
    if (!postgres.exists(table)) {
      return Map.of();
    }
    return postgres.inTransaction(
        connection -> {
          try (PreparedStatement select =
              prepare(
                  connection,
                  "SELECT cabbi, saved_at FROM %1$s WHERE alias = ? AND saved_at >= greatest(?, now() - interval '"
                      + REMEMBERED_DAYS
                      + "') ORDER BY saved_at, cabbi")) {
            select.setString(1, alias);
            select.setTimestamp(2, Timestamp.from(time));
            Map<String, Instant> saved = new LinkedHashMap<>();
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                saved.put(rows.getString(1), rows.getTimestamp(2).toInstant());
              }
            }
            return saved;
          }
        });
  }

  /** Forgets forms that are not to be in the history any more. */
  void forget(Collection<String> keys) {
    postgres.inTransaction(
        connection -> {
          try (PreparedStatement delete =
              prepare(connection, "DELETE FROM %1$s WHERE alias = ? AND cabbi = ANY (?)")) {
            delete.setString(1, alias);
            delete.setArray(2, connection.createArrayOf("text", keys.toArray()));
            return delete.executeUpdate();
          }
        });
  }

  /** Forgets forms of the index that every index that can still replace it has too. */
  void forgetOld(String index) {
    if (!postgres.exists(table)) {
      return;
    }
    postgres.inTransaction(
        connection -> {
          try (PreparedStatement delete =
              prepare(
                  connection,
                  "DELETE FROM %1$s WHERE alias = ? AND index_name = ? AND saved_at < now() - interval '"
                      + REMEMBERED_DAYS
                      + "'")) {
            delete.setString(1, alias);
            delete.setString(2, index);
            return delete.executeUpdate();
          }
        });
  }

  private void write(String sql, Map<String, String> indices) {
    postgres.inTransaction(
        connection -> {
          try (PreparedStatement write = prepare(connection, sql)) {
            for (Map.Entry<String, String> each : new TreeMap<>(indices).entrySet()) {
              write.setString(1, each.getValue());
              write.setString(2, alias);
              write.setString(3, each.getKey());
              write.addBatch();
            }
            return write.executeBatch().length;
          }
        });
  }

  private PreparedStatement prepare(Connection connection, String sql) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql.formatted(table.sql()));
    statement.setQueryTimeout(QUERY_SECONDS);
    return statement;
  }

  /** Whoever may not make tables can have it made: nothing is made where it is. */
  private void create() {
    if (!postgres.exists(table)) {
      postgres.inTransaction(
          connection -> {
            try (Statement statement = connection.createStatement()) {
              // Two services at once: the second waits, and finds it.
              statement.execute("SELECT pg_advisory_xact_lock(hashtext('recap saved forms'))");
              return statement.execute(
                  "CREATE TABLE IF NOT EXISTS %s (%s text NOT NULL, %s text NOT NULL, %s text NOT NULL, %s timestamp with time zone NOT NULL, PRIMARY KEY (alias, cabbi))"
                      .formatted(
                          table.sql(),
                          SavedFormsTable.ALIAS,
                          SavedFormsTable.CABBI,
                          SavedFormsTable.INDEX,
                          SavedFormsTable.SAVED_AT));
            }
          });
    }
    created = true;
  }
}
