package fr.recap.tables;

import fr.recap.udfs.address.Coordinates;
import java.util.List;

/** {@code rp_geo_YYYY}: where forms lie. */
public final class RpGeo {
  /** Identifier of the form. */
  public static final String CABBI = "cabbi";

  /** Degrees east. */
  public static final String LONGITUDE = GeoColumns.LONGITUDE;

  /** Degrees north. */
  public static final String LATITUDE = GeoColumns.LATITUDE;

  /** Confidence, 0 to 1. */
  public static final String GEO_SCORE = GeoColumns.GEO_SCORE;

  /** Housenumber, interpolation, street, locality, municipality or poi.*. */
  public static final String GEO_TYPE = GeoColumns.GEO_TYPE;

  /** Address that was found. */
  public static final String GEO_ADRESSE = GeoColumns.GEO_ADRESSE;

  /** Code of the commune of today. */
  public static final String COMMUNE = GeoColumns.COMMUNE;

  /** How sure the commune is, 0 to 1. */
  public static final String COMMUNE_SCORE = GeoColumns.COMMUNE_SCORE;

  /** How the place was found, or why there are no coordinates. */
  public static final String GEO_REASON = GeoColumns.GEO_REASON;

  /** What every table of this kind has. */
  public static final Table TABLE =
      GeoColumns.table(
          "rp_geo",
          "one row a geocoded form",
          List.of(Column.key(CABBI, ColumnType.TEXT, "identifier of the form")));

  /** What {@code geocode} writes; readers need no more than {@link #TABLE}. */
  public static final Table GEOCODED = GeoColumns.geocoded("rp_geocoded", TABLE);

  private RpGeo() {}

  /** Whether the coordinates of a row are a place ({@link Coordinates#valid}); never null. */
  public static org.apache.spark.sql.Column located() {
    return GeoColumns.located();
  }
}
