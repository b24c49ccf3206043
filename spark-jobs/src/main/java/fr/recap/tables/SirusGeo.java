package fr.recap.tables;

import java.util.List;

/** {@code sirus_geo_YYYY}: where establishments lie. */
public final class SirusGeo {
  /** SIREN of the legal unit. */
  public static final String SIRUS_ID = "sirus_id";

  /** Number of the establishment within its unit. */
  public static final String NIC = "nic";

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
          "sirus_geo",
          "one row a geocoded establishment",
          List.of(
              Column.key(SIRUS_ID, ColumnType.TEXT, "SIREN of the legal unit"),
              Column.key(NIC, ColumnType.TEXT, "number of the establishment within its unit"),
              Column.of(LONGITUDE, ColumnType.DOUBLE, "degrees east"),
              Column.of(LATITUDE, ColumnType.DOUBLE, "degrees north"),
              Column.of(GEO_SCORE, ColumnType.DOUBLE, "confidence, 0 to 1"),
              Column.text(
                  GEO_TYPE, "housenumber, interpolation, street, locality, municipality or poi.*"),
              Column.text(GEO_ADRESSE, "address that was found")));

  private SirusGeo() {}
}
