package fr.recap.postgres;

import fr.recap.config.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Puts a finished staging in the place of its target, within the caller's transaction. */
final class Replacement {
  private Replacement() {}

  static void replace(Connection connection, Staging staging) throws SQLException {
    TableName target = staging.target();
    Postgres.createSchema(connection, target);
    Postgres.execute(connection, "ANALYZE " + staging.tableName().sql());
    Postgres.execute(connection, "SET LOCAL lock_timeout = '60s'");
    List<String> grants = grants(connection, target);
    Postgres.execute(connection, "DROP TABLE IF EXISTS " + target.sql());
    Postgres.execute(
        connection,
        "ALTER TABLE %s SET SCHEMA %s"
            .formatted(staging.tableName().sql(), schema(connection, target)));
    TableName moved = new TableName(target.schema(), staging.name());
    if (!staging.table().key().isEmpty()) {
      String constraint = TableName.quote(staging.name() + "_pkey");
      Postgres.execute(
          connection,
          "ALTER TABLE %s RENAME CONSTRAINT %s TO %s"
              .formatted(moved.sql(), constraint, TableName.quote(keyName(target))));
    }
    Postgres.execute(
        connection,
        "ALTER TABLE %s RENAME TO %s".formatted(moved.sql(), TableName.quote(target.table())));
    for (String grant : grants) {
      Postgres.execute(connection, grant);
    }
  }

  /** As PostgreSQL itself would call it, cut to the 63 characters of an identifier. */
  private static String keyName(TableName target) {
    String table = target.table();
    return table.substring(0, Math.min(table.length(), 58)) + "_pkey";
  }

  private static String schema(Connection connection, TableName target) throws SQLException {
    if (target.schema() != null) {
      return TableName.quote(target.schema());
    }
    try (PreparedStatement current =
        connection.prepareStatement("SELECT quote_ident(current_schema())")) {
      return Postgres.one(current, ResultSet::getString);
    }
  }

  /** Statements that give the rights on the old table to the new one. */
  private static List<String> grants(Connection connection, TableName target) throws SQLException {
    List<String> grants = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT format('GRANT %s ON %s TO %s%s', a.privilege_type, ?, CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END, CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END) FROM pg_class c, aclexplode(c.relacl) a WHERE c.oid = to_regclass(?) AND a.grantee <> c.relowner")) {
      query.setString(1, target.sql());
      query.setString(2, target.sql());
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          grants.add(rows.getString(1));
        }
      }
    }
    return grants;
  }
}
