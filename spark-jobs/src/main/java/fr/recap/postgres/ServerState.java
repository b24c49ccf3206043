package fr.recap.postgres;

import fr.recap.config.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a server tells of itself.
 *
 * @param version such as {@code 16.15}
 * @param major its first number
 * @param mayCreate whether the user may create schemas in this database, and tables in the default
 *     schema
 * @param clockAhead how far its clock is ahead of ours
 * @param tables those that are there, of those that were asked for
 */
public record ServerState(
    String version,
    int major,
    String user,
    String database,
    boolean mayCreate,
    int connections,
    int maximumConnections,
    Duration clockAhead,
    Map<TableName, Table> tables) {

  /**
   * A table.
   *
   * @param readable whether the user may select from it
   * @param rows as estimated by the server; negative if it never counted
   */
  public record Table(boolean readable, long rows) {}

  private static final String STATE =
      """
      SELECT current_setting('server_version'),
             current_setting('server_version_num')::int / 10000,
             current_user,
             current_database(),
             has_database_privilege(current_database(), 'CREATE')
               AND has_schema_privilege(current_schema(), 'CREATE'),
             (SELECT count(*) FROM pg_stat_activity WHERE datname IS NOT NULL),
             current_setting('max_connections')::int,
             clock_timestamp()
      """;

  private static final String TABLE =
      """
      SELECT has_table_privilege(c.oid, 'SELECT'), c.reltuples::bigint
      FROM pg_class c WHERE c.oid = to_regclass(?)
      """;

  public ServerState {
    tables = Map.copyOf(tables);
  }

  /**
   * Asks a server.
   *
   * @throws fr.recap.config.ConfigException if it can't be reached
   * @throws DatabaseException if it refuses to tell
   */
  public static ServerState of(Postgres postgres, Collection<TableName> tables) {
    return postgres.inTransaction(
        connection -> {
          Map<TableName, Table> found = new LinkedHashMap<>();
          for (TableName table : tables) {
            Table state = table(connection, table);
            if (state != null) {
              found.put(table, state);
            }
          }
          try (PreparedStatement query = connection.prepareStatement(STATE);
              ResultSet row = query.executeQuery()) {
            row.next();
            Timestamp clock = row.getTimestamp(8);
            return new ServerState(
                row.getString(1),
                row.getInt(2),
                row.getString(3),
                row.getString(4),
                row.getBoolean(5),
                row.getInt(6),
                row.getInt(7),
                Duration.between(Instant.now(), clock.toInstant()),
                found);
          }
        });
  }

  private static Table table(Connection connection, TableName table) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(TABLE)) {
      query.setString(1, table.sql());
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? new Table(row.getBoolean(1), row.getLong(2)) : null;
      }
    }
  }
}
