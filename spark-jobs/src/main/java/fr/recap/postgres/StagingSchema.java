package fr.recap.postgres;

import fr.recap.config.ConfigException;
import fr.recap.config.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The schema of stagings and the tables in it by which runs know of each other. */
final class StagingSchema {
  private static final long SETUP_LOCK = 0x7265636170L;

  /** The one that is made last: where it is, all are. */
  private static final TableName NEWEST = new TableName(Staging.SCHEMA, "modes");

  private static final List<String> TABLES =
      List.of(
          "CREATE TABLE IF NOT EXISTS recap_staging.runs (staging text PRIMARY KEY, run_id text NOT NULL, target text NOT NULL, started_at timestamptz NOT NULL DEFAULT clock_timestamp())",
          // A run whose rows are all there and checked is sealed; one that may be published later
          // is kept.
          "ALTER TABLE recap_staging.runs ADD COLUMN IF NOT EXISTS rows bigint, ADD COLUMN IF NOT EXISTS rejected bigint, ADD COLUMN IF NOT EXISTS sealed_at timestamptz, ADD COLUMN IF NOT EXISTS keep boolean, ADD COLUMN IF NOT EXISTS must_be_new boolean",
          "CREATE TABLE IF NOT EXISTS recap_staging.ledger (staging text, partition integer, rows bigint NOT NULL, PRIMARY KEY (staging, partition))",
          "CREATE TABLE IF NOT EXISTS recap_staging.moved (staging text NOT NULL, key text, reason text NOT NULL)",
          "CREATE TABLE IF NOT EXISTS recap_staging.manifests (target text, %s)"
              .formatted(RunManifests.definitions()),
          "CREATE TABLE IF NOT EXISTS recap_staging.publications (target text PRIMARY KEY, run_id text NOT NULL, published_at timestamptz NOT NULL)",
          // How stagings that don't replace their target are put into it.
          "CREATE TABLE IF NOT EXISTS recap_staging.modes (staging text PRIMARY KEY, mode text NOT NULL)");

  /** What a role may not do there, and whose the schema is. */
  private static final String MISSING_RIGHTS =
      """
      SELECT pg_get_userbyid(n.nspowner),
             NOT (has_schema_privilege(n.oid, 'USAGE') AND has_schema_privilege(n.oid, 'CREATE')),
             (SELECT string_agg(quote_ident(n.nspname) || '.' || quote_ident(c.relname), ', ' ORDER BY c.relname)
              FROM pg_class c
              WHERE c.relnamespace = n.oid AND c.relkind = 'r'
                AND c.relname IN ('runs', 'ledger', 'moved', 'manifests', 'publications', 'modes')
                AND NOT (has_table_privilege(c.oid, 'SELECT') AND has_table_privilege(c.oid, 'INSERT')
                  AND has_table_privilege(c.oid, 'UPDATE') AND has_table_privilege(c.oid, 'DELETE'))),
             pg_has_role(n.nspowner, 'USAGE')
      FROM pg_namespace n WHERE n.nspname = 'recap_staging'
      """;

  private StagingSchema() {}

  /**
   * Makes what is missing.
   *
   * @throws ConfigException if the role has no right to; the message says who can give it
   */
  static void prepare(Postgres postgres, Connection connection) throws SQLException {
    Optional<String> problem = problem(connection);
    if (problem.isPresent()) {
      throw new ConfigException(problem.get());
    }
    if (Postgres.exists(connection, NEWEST)) {
      return;
    }
    try {
      // Two first runs at once would else collide in CREATE SCHEMA IF NOT EXISTS.
      Postgres.execute(
          connection,
          "DO $$ BEGIN PERFORM pg_advisory_xact_lock(%d); END $$".formatted(SETUP_LOCK));
      Postgres.execute(connection, "CREATE SCHEMA IF NOT EXISTS recap_staging");
      for (String table : TABLES) {
        Postgres.execute(connection, table);
      }
    } catch (SQLException e) {
      throw new ConfigException(
          "The schema %s can't be prepared in %s: %s. Have an administrator run: CREATE SCHEMA %s AUTHORIZATION \"%s\""
              .formatted(
                  Staging.SCHEMA,
                  postgres.address(),
                  ServerErrors.message(e),
                  Staging.SCHEMA,
                  postgres.settings().user()),
          ServerErrors.safe(e));
    }
  }

  /** Why this role can't write by the schema that is there, with the remedy; empty if it can. */
  static Optional<String> problem(Connection connection) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(MISSING_RIGHTS);
        ResultSet row = query.executeQuery()) {
      if (!row.next()) {
        return Optional.empty();
      }
      String owner = row.getString(1);
      String user = user(connection);
      List<String> grants = new ArrayList<>();
      if (row.getBoolean(2)) {
        grants.add("GRANT USAGE, CREATE ON SCHEMA %s TO %s".formatted(Staging.SCHEMA, user));
      }
      if (row.getString(3) != null) {
        grants.add(
            "GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO %s".formatted(row.getString(3), user));
      }
      if (grants.isEmpty() && !row.getBoolean(4) && !Postgres.exists(connection, NEWEST)) {
        return Optional.of(
            "The schema %s belongs to the role %s and was made by an earlier version: run any job that writes once as %s"
                .formatted(Staging.SCHEMA, owner, owner));
      }
      return grants.isEmpty()
          ? Optional.empty()
          : Optional.of(
              "The schema %s belongs to the role %s, and %s may not write there. Have %s or an administrator run: %s"
                  .formatted(Staging.SCHEMA, owner, user, owner, String.join("; ", grants)));
    }
  }

  private static String user(Connection connection) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT quote_ident(current_user)")) {
      return Postgres.one(query, ResultSet::getString);
    }
  }
}
