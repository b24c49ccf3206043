package fr.recap.postgres;

import fr.recap.config.TableName;
import fr.recap.tables.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** Tables that a run wrote together, as a later run finds them that is to add to them. */
public final class EarlierOutputs {
  private EarlierOutputs() {}

  /**
   * Why rows can't be added to tables.
   *
   * @param outputs tables with their columns; a run has written them, so that it or another one has
   *     prepared the schema of stagings
   * @return the first reason, in their order: a table is missing or has other columns, or another
   *     run than that of the first one has written it since; empty if there is none
   */
  public static Optional<String> obstacle(Postgres postgres, Map<TableName, Table> outputs) {
    return postgres.inTransaction(
        connection -> {
          String first = "";
          for (Map.Entry<TableName, Table> output : outputs.entrySet()) {
            TableName target = output.getKey();
            switch (TargetState.of(connection, target, output.getValue()).change()) {
              case NEW -> {
                return Optional.of("there is no table %s".formatted(target));
              }
              case COLUMNS -> {
                return Optional.of("%s has other columns, or another key".formatted(target));
              }
              case ROWS -> {
                String run = publisher(connection, target);
                first = first.isEmpty() ? run : first;
                if (!run.isEmpty() && !run.equals(first)) {
                  return Optional.of("%s was written by run %s alone".formatted(target, run));
                }
              }
            }
          }
          return Optional.empty();
        });
  }

  /** The run that has published a table last; empty if none is known. */
  private static String publisher(Connection connection, TableName target) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT coalesce((SELECT run_id FROM recap_staging.publications WHERE target = ?), '')")) {
      query.setString(1, Targets.qualified(connection, target));
      return Postgres.one(query, ResultSet::getString);
    }
  }
}
