package fr.recap.tables;

import java.util.List;

/** {@code sirus_geo_YYYY}: where establishments lie. */
public final class SirusGeo {
  /** SIREN of the legal unit. */
  public static final String SIRUS_ID = "sirus_id";

  /** Number of the establishment within its unit. */
  public static final String NIC = "nic";

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
          "sirus_geo",
          "one row a geocoded establishment",
          List.of(
              Column.key(SIRUS_ID, ColumnType.TEXT, "SIREN of the legal unit"),
              Column.key(NIC, ColumnType.TEXT, "number of the establishment within its unit")));

  /** What {@code geocode} writes; readers need no more than {@link #TABLE}. */
  public static final Table GEOCODED = GeoColumns.geocoded("sirus_geocoded", TABLE);

  private SirusGeo() {}
}
