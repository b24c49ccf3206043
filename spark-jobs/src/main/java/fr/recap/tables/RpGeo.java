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

  private RpGeo() {}
}
