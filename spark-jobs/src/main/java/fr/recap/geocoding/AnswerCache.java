package fr.recap.geocoding;

import fr.recap.config.TableName;
import fr.recap.postgres.Postgres;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Answers of services that are kept from run to run, one row a question: {@code key} (hash of the
 * question), {@code service}, {@code question}, {@code answer} (JSON, an empty object where nothing
 * was found), {@code answered_at}. Failures are not kept.
 */
final class AnswerCache implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Postgres postgres;
  private final TableName table;

  AnswerCache(Postgres postgres, TableName table) {
    this.postgres = postgres;
    this.table = table;
  }

  /** Creates the table if it is missing. */
  void create() {
    postgres.inTransaction(
        connection -> {
          try (Statement create = connection.createStatement()) {
            if (table.schema() != null) {
              create.execute("CREATE SCHEMA IF NOT EXISTS " + TableName.quote(table.schema()));
            }
            return create.execute(
                "CREATE TABLE IF NOT EXISTS %s (key text PRIMARY KEY, service text NOT NULL, question text NOT NULL, answer text NOT NULL, answered_at timestamp with time zone NOT NULL DEFAULT now())"
                    .formatted(table.sql()));
          }
        });
  }

  /** The replies that are known, all asked for at once. */
  Map<Query, Reply> read(Collection<Query> queries) {
    Map<String, Query> byKey = new HashMap<>();
    queries.forEach(query -> byKey.put(query.key(), query));
    if (byKey.isEmpty()) {
      return Map.of();
    }
    return postgres.inTransaction(
        connection -> {
          Map<Query, Reply> known = new HashMap<>();
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT key, answer FROM %s WHERE key = ANY (?)".formatted(table.sql()))) {
            select.setArray(1, connection.createArrayOf("text", byKey.keySet().toArray()));
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                Reply reply = AnswerJson.readStored(rows.getString(2));
                if (reply.isKept()) {
                  known.put(byKey.get(rows.getString(1)), reply);
                }
              }
            }
          }
          return known;
        });
  }

  /** Keeps new answers; of one that another task has kept meanwhile, the first stays. */
  void write(Map<Query, Reply> replies) {
    Map<Query, Reply> kept = new LinkedHashMap<>();
    replies.forEach(
        (query, reply) -> {
          if (reply.isKept()) {
            kept.put(query, reply);
          }
        });
    if (!kept.isEmpty()) {
      postgres.inTransaction(connection -> insert(connection, kept));
    }
  }

  private int insert(Connection connection, Map<Query, Reply> replies) throws SQLException {
    // In order of keys, so that two tasks with the same questions can't wait for each other.
    var inOrder = new java.util.TreeMap<String, Query>();
    replies.keySet().forEach(query -> inOrder.put(query.key(), query));
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO %s (key, service, question, answer) VALUES (?, ?, ?, ?) ON CONFLICT (key) DO NOTHING"
                .formatted(table.sql()))) {
      for (Map.Entry<String, Query> each : inOrder.entrySet()) {
        insert.setString(1, each.getKey());
        insert.setString(2, each.getValue().service().key());
        insert.setString(3, each.getValue().text());
        insert.setString(4, AnswerJson.write(replies.get(each.getValue())));
        insert.addBatch();
      }
      return insert.executeBatch().length;
    }
  }
}
