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
   * Why rows can't be added to tables that are to be as one run left them.
   *
   * @param outputs tables with their columns; the schema of stagings is prepared
   * @return as {@link #unlike}; or another run than that of the first one has written one since
   */
  public static Optional<String> obstacle(Postgres postgres, Map<TableName, Table> outputs) {
    return unlike(postgres, outputs)
        .or(() -> postgres.inTransaction(connection -> written(connection, outputs)));
  }

  /**
   * Why rows can't be added to tables.
   *
   * @return the first reason, in their order: a table is missing or has other columns; empty if
   *     there is none
   */
  public static Optional<String> unlike(Postgres postgres, Map<TableName, Table> outputs) {
    return postgres.inTransaction(
        connection -> {
          for (Map.Entry<TableName, Table> output : outputs.entrySet()) {
            TargetState state = TargetState.of(connection, output.getKey(), output.getValue());
            if (state.change() != TargetState.Change.ROWS) {
              return Optional.of(
                  state.change() == TargetState.Change.NEW
                      ? "there is no table %s".formatted(output.getKey())
                      : "%s has other columns, or another key".formatted(output.getKey()));
            }
          }
          return Optional.empty();
        });
  }

  private static Optional<String> written(Connection connection, Map<TableName, Table> outputs)
      throws SQLException {
    String first = "";
    for (TableName target : outputs.keySet()) {
      String run = publisher(connection, target);
      first = first.isEmpty() ? run : first;
      if (!run.isEmpty() && !run.equals(first)) {
        return Optional.of("%s was written by run %s alone".formatted(target, run));
      }
    }
    return Optional.empty();
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
