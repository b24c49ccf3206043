package fr.recap.geocoding;

import fr.recap.config.RecapConfig;
import fr.recap.config.TableName;
import fr.recap.postgres.Postgres;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What became of the rows of a table of coordinates. */
public final class Outcomes {
  private static final String COUNTS =
      """
      SELECT CASE WHEN longitude IS NULL THEN '%s' ELSE coalesce(geo_type, 'no type') END,
             coalesce(geo_reason, ''), count(*)
      FROM %s GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2
      """;

  /** Type of rows without coordinates. */
  public static final String NONE = "none";

  /** The group of kept coordinates. */
  public static final String KEPT = "coordinates kept";

  private static final String BY_CODE = "placed by the code of the commune";
  private static final String BY_NAME = "placed by its name";
  private static final String OTHERWISE = "placed by its postcode or the residence";
  private static final String WITHOUT_CENTRE = "commune found, but not its centre";
  private static final String REFUSED = "refused: ";

  private Outcomes() {}

  /**
   * Rows with the same outcome.
   *
   * @param type of the place; {@link #NONE} where there are no coordinates
   */
  public record Outcome(String type, String reason, long rows) {
    /** How the place was found, in fewer groups than there are reasons. */
    private String group() {
      if (reason.startsWith(KeptRows.NOTE)) {
        return KEPT;
      }
      ResolvedCommune.How how = ResolvedCommune.How.of(reason);
      if (type.equals(NONE)) {
        return how == null ? REFUSED + reason : WITHOUT_CENTRE;
      }
      if (how == null) {
        return KEPT;
      }
      return switch (how) {
        case CODE, FORMER_CODE -> BY_CODE;
        case POSTCODE, RESIDENCE -> OTHERWISE;
        case NAME, FORMER_NAME, MISSPELT, PLACE -> BY_NAME;
      };
    }
  }

  /**
   * Rows by a few groups: coordinates kept, placed by code, by name or otherwise, commune without a
   * centre, and each reason for refusal, the most frequent first. The numbers add up to all rows.
   * They are read from the table: rows that an earlier run placed, and this one kept, count as
   * placed.
   */
  public static Map<String, Long> groups(List<Outcome> outcomes) {
    Map<String, Long> groups = new LinkedHashMap<>();
    List.of(KEPT, BY_CODE, BY_NAME, OTHERWISE, WITHOUT_CENTRE)
        .forEach(name -> groups.put(name, 0L));
    outcomes.forEach(outcome -> groups.merge(outcome.group(), outcome.rows(), Long::sum));
    return groups;
  }

  /** Numbers of rows, the most frequent outcome first. */
  static List<Outcome> count(RecapConfig config, TableName geo) {
    return new Postgres(config.postgres())
        .inTransaction(
            connection -> {
              List<Outcome> outcomes = new ArrayList<>();
              try (PreparedStatement query =
                      connection.prepareStatement(COUNTS.formatted(NONE, geo.sql()));
                  ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                  outcomes.add(new Outcome(rows.getString(1), rows.getString(2), rows.getLong(3)));
                }
              }
              return outcomes;
            });
  }
}
