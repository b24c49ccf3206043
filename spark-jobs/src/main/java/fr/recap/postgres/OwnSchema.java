package fr.recap.postgres;

import fr.recap.config.TableName;
import java.sql.PreparedStatement;

/** A schema that a run makes for tables of its own, and drops when it is done. */
public final class OwnSchema {
  private OwnSchema() {}

  /** Whether there is such a schema. */
  public static boolean exists(Postgres postgres, String schema) {
    return postgres.inTransaction(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement(
                  "SELECT EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = ?)")) {
            query.setString(1, schema);
            return Postgres.one(query, (row, column) -> row.getBoolean(column));
          }
        });
  }

  /**
   * Drops a schema with all its tables, and what is known of their publications; stagings of dead
   * runs on them go too. One that isn't there is left alone.
   *
   * @throws DatabaseException if the database refuses it
   */
  public static void drop(Postgres postgres, String schema) {
    postgres.inTransaction(
        connection -> {
          Postgres.execute(
              connection, "DROP SCHEMA IF EXISTS %s CASCADE".formatted(TableName.quote(schema)));
          if (!Postgres.exists(connection, new TableName(Staging.SCHEMA, "publications"))) {
            return null;
          }
          StaleStagings.dropOf(connection, schema);
          try (PreparedStatement delete =
              connection.prepareStatement(
                  "DELETE FROM recap_staging.publications WHERE starts_with(target, ?)")) {
            delete.setString(1, schema + '.');
            delete.executeUpdate();
          }
          return null;
        });
  }
}
