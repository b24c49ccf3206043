package fr.recap.geocoding;

import fr.recap.config.RecapConfig;
import fr.recap.geocoding.Communes.Centre;
import fr.recap.postgres.Postgres;
import fr.recap.postgres.UsersTables;
import fr.recap.tables.Sirus;
import fr.recap.udfs.address.Coordinates;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Centres of communes out of the coordinates of their establishments. */
final class RegisterCentres {
  private static final String MEDIANS =
      """
      SELECT left(s.adr_et_loc_geo, 5) AS commune,
             percentile_cont(0.5) WITHIN GROUP (ORDER BY g.latitude) AS latitude,
             percentile_cont(0.5) WITHIN GROUP (ORDER BY g.longitude) AS longitude
      FROM %s s JOIN %s g ON s.sirus_id = g.sirus_id AND s.nic = g.nic
      WHERE left(s.adr_et_loc_geo, 5) = ANY (?) AND g.latitude BETWEEN -90 AND 90
        AND g.longitude BETWEEN -180 AND 180
      GROUP BY 1
      """;

  private RegisterCentres() {}

  /**
   * Medians of the coordinates of the establishments of each commune, which a few wrong ones don't
   * move.
   *
   * @param codes communes that are wanted
   * @return by code; empty where a table or the register's location is missing
   */
  static Map<String, Centre> read(RecapConfig config, List<String> codes) {
    Postgres postgres = new Postgres(config.postgres());
    if (codes.isEmpty()
        || !postgres.exists(config.tables().sirus())
        || !UsersTables.of(config.postgres(), config.tables().sirus())
            .names()
            .contains(Sirus.ADR_ET_LOC_GEO)
        || !postgres.exists(config.tables().sirusGeo())) {
      return Map.of();
    }
    String sql = MEDIANS.formatted(config.tables().sirus().sql(), config.tables().sirusGeo().sql());
    return postgres.inTransaction(
        connection -> {
          Map<String, Centre> centres = new HashMap<>();
          Array wanted = connection.createArrayOf("text", codes.toArray());
          try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setArray(1, wanted);
            try (ResultSet rows = query.executeQuery()) {
              while (rows.next()) {
                Centre centre = new Centre(rows.getDouble(2), rows.getDouble(3));
                if (Coordinates.valid(centre.latitude(), centre.longitude())) {
                  centres.put(rows.getString(1), centre);
                }
              }
            }
          }
          return centres;
        });
  }
}
