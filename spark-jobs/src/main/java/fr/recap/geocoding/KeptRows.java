package fr.recap.geocoding;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import fr.recap.tables.RpGeo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows of an existing table of coordinates that a run leaves as they are: those whose coordinates
 * are a place, and better than at the centre of a commune as far as their score or type tells. What
 * tells neither is kept too, since it can't be told to be a centre.
 */
final class KeptRows {
  /** Begins the reason of a kept row that had none. */
  static final String NOTE = "coordinates kept; ";

  private static final String AS_IT_WAS = "commune as it was";
  private static final String PREFIX = "kept_";

  /** In the order of {@link RpGeo#GEOCODED}, which is that of {@link fr.recap.tables.SirusGeo}. */
  private static final List<String> VALUES =
      List.of(
          RpGeo.LONGITUDE,
          RpGeo.LATITUDE,
          RpGeo.GEO_SCORE,
          RpGeo.GEO_TYPE,
          RpGeo.GEO_ADRESSE,
          RpGeo.COMMUNE,
          RpGeo.COMMUNE_SCORE,
          RpGeo.GEO_REASON);

  private KeptRows() {}

  /**
   * The rows to keep, one a key: of several the one with the highest score stays, whatever their
   * order.
   *
   * @param geo with the columns of {@code source.kind().written()}
   * @return the key and the other columns under names of their own
   */
  static Dataset<Row> of(Dataset<Row> geo, GeocodeSource source) {
    // The score comes first, so that the greatest of several is the surest.
    Column[] values =
        Stream.concat(Stream.of(RpGeo.GEO_SCORE), VALUES.stream().filter(KeptRows::isNoScore))
            .map(name -> col(name))
            .toArray(Column[]::new);
    Column[] key = source.key().stream().map(name -> col(name)).toArray(Column[]::new);
    Column[] named =
        Stream.concat(
                Arrays.stream(key),
                VALUES.stream().map(name -> col("best." + name).as(PREFIX + name)))
            .toArray(Column[]::new);
    return geo.where(isBetterThanCentre())
        .groupBy(key)
        .agg(max(struct(values)).as("best"))
        .select(named);
  }

  private static boolean isNoScore(String name) {
    return !name.equals(RpGeo.GEO_SCORE);
  }

  private static Column isBetterThanCentre() {
    Column score = col(RpGeo.GEO_SCORE);
    Column type = when(trim(col(RpGeo.GEO_TYPE)).notEqual(""), col(RpGeo.GEO_TYPE));
    return RpGeo.located()
        .and(
            score
                .gt(0)
                .or(type.notEqual(Place.MUNICIPALITY))
                .or(score.isNull().and(type.isNull())));
  }

  /** Number of rows that have coordinates, but such that are no place. */
  static long countUnusable(Dataset<Row> geo) {
    Column filled = col(RpGeo.LONGITUDE).isNotNull().or(col(RpGeo.LATITUDE).isNotNull());
    return geo.where(filled.and(not(RpGeo.located()))).count();
  }

  /** The rows, each with what is kept of it. */
  static Dataset<Row> join(Dataset<Row> rows, Dataset<Row> kept, GeocodeSource source) {
    return rows.join(kept, source.key().toArray(String[]::new), "left");
  }

  /** Number of keys that are among the rows to keep. */
  static long count(Dataset<Row> keys, Dataset<Row> kept, GeocodeSource source) {
    return keys.join(kept, source.key().toArray(String[]::new), "left_semi").distinct().count();
  }

  /** Whether a joined row is to stay as it is. */
  static boolean isKept(Row row) {
    return value(row, RpGeo.LONGITUDE) != null;
  }

  /**
   * What is kept of a joined row, in the order of {@link RpGeo#GEOCODED}, its commune, score and
   * reason filled in where they are missing.
   *
   * @param resolver is asked only if something is missing
   */
  static List<Object> cells(Row row, Supplier<Resolution> resolver) {
    List<Object> cells = new ArrayList<>();
    VALUES.subList(0, 5).forEach(name -> cells.add(value(row, name)));
    String commune = text(row, RpGeo.COMMUNE);
    Double score = (Double) value(row, RpGeo.COMMUNE_SCORE);
    String reason = text(row, RpGeo.GEO_REASON);
    if (commune == null || score == null || reason == null) {
      Resolution resolution = resolver.get();
      ResolvedCommune found = resolution instanceof ResolvedCommune resolved ? resolved : null;
      boolean same = commune == null || (found != null && found.code().equals(commune));
      // A reason of an earlier run with another gazetteer would belong to another commune.
      if (reason == null || (commune == null && reason.startsWith(NOTE))) {
        reason = NOTE + (same ? resolution.reason() : AS_IT_WAS);
      }
      if (same && found != null) {
        score = commune == null || score == null ? (Double) found.score() : score;
        commune = found.code();
      }
    }
    cells.add(commune);
    cells.add(score);
    cells.add(reason);
    return cells;
  }

  private static String text(Row row, String column) {
    String text = (String) value(row, column);
    return text == null || text.isBlank() ? null : text;
  }

  private static Object value(Row row, String column) {
    return row.getAs(PREFIX + column);
  }
}
