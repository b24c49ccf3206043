package fr.recap.tables;

import java.util.List;

/** {@code rp_geo_YYYY}: where forms lie. */
public final class RpGeo {
  /** Identifier of the form. */
  public static final String CABBI = "cabbi";

  /** Degrees east. */
  public static final String LONGITUDE = "longitude";

  /** Degrees north. */
  public static final String LATITUDE = "latitude";

  /** Confidence, 0 to 1. */
  public static final String GEO_SCORE = "geo_score";

  /** Housenumber, interpolation, street, locality, municipality or poi.*. */
  public static final String GEO_TYPE = "geo_type";

  /** Address that was found. */
  public static final String GEO_ADRESSE = "geo_adresse";

  /** Code of the commune of today. */
  public static final String COMMUNE = "commune";

  /** How sure the commune is, 0 to 1. */
  public static final String COMMUNE_SCORE = "commune_score";

  /** How the place was found, or why there are no coordinates. */
  public static final String GEO_REASON = "geo_reason";

  /** What every table of this kind has. */
  public static final Table TABLE =
      new Table(
          "rp_geo",
          "one row a geocoded form",
          List.of(
              Column.key(CABBI, ColumnType.TEXT, "identifier of the form"),
              Column.of(LONGITUDE, ColumnType.DOUBLE, "degrees east"),
              Column.of(LATITUDE, ColumnType.DOUBLE, "degrees north"),
              Column.of(GEO_SCORE, ColumnType.DOUBLE, "confidence, 0 to 1"),
              Column.text(
                  GEO_TYPE, "housenumber, interpolation, street, locality, municipality or poi.*"),
              Column.text(GEO_ADRESSE, "address that was found")));

  /** What {@code geocode} writes; readers need no more than {@link #TABLE}. */
  public static final Table GEOCODED =
      TABLE.with(
          "rp_geocoded",
          TABLE.description() + ", with its commune and how it was found",
          List.of(
              Column.text(COMMUNE, "code of the commune of today"),
              Column.of(COMMUNE_SCORE, ColumnType.DOUBLE, "how sure the commune is, 0 to 1"),
              Column.text(GEO_REASON, "how the place was found, or why there are no coordinates")));

  private RpGeo() {}
}
