package fr.recap.geocoding;

import fr.recap.config.RecapConfig;
import fr.recap.config.TableName;
import fr.recap.postgres.Postgres;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;

/** What became of the rows of a table of coordinates. */
public final class Outcomes {
  private static final String COUNTS =
      """
      SELECT coalesce(geo_type, 'none'), coalesce(geo_reason, ''), count(*)
      FROM %s GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2
      """;

  private Outcomes() {}

  /**
   * Rows with the same outcome.
   *
   * @param type of the place; {@code none} where there are no coordinates
   */
  public record Outcome(String type, String reason, long rows) {}

  /** Numbers of rows, the most frequent outcome first. */
  static List<Outcome> count(RecapConfig config, TableName geo) {
    return new Postgres(config.postgres())
        .inTransaction(
            connection -> {
              List<Outcome> outcomes = new ArrayList<>();
              try (PreparedStatement query =
                      connection.prepareStatement(COUNTS.formatted(geo.sql()));
                  ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                  outcomes.add(new Outcome(rows.getString(1), rows.getString(2), rows.getLong(3)));
                }
              }
              return outcomes;
            });
  }
}
