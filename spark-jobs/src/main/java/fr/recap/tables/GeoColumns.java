package fr.recap.tables;

import fr.recap.udfs.address.Coordinates;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/** What the tables of coordinates have in common. */
final class GeoColumns {
  static final String LONGITUDE = "longitude";
  static final String LATITUDE = "latitude";
  static final String GEO_SCORE = "geo_score";
  static final String GEO_TYPE = "geo_type";
  static final String GEO_ADRESSE = "geo_adresse";
  static final String COMMUNE = "commune";
  static final String COMMUNE_SCORE = "commune_score";
  static final String GEO_REASON = "geo_reason";

  private static final List<Column> PLACE =
      List.of(
          Column.of(LONGITUDE, ColumnType.DOUBLE, "degrees east"),
          Column.of(LATITUDE, ColumnType.DOUBLE, "degrees north"),
          Column.of(GEO_SCORE, ColumnType.DOUBLE, "confidence, 0 to 1"),
          Column.text(
              GEO_TYPE, "housenumber, interpolation, street, locality, municipality or poi.*"),
          Column.text(GEO_ADRESSE, "address that was found"));

  private static final List<Column> HOW =
      List.of(
          Column.text(COMMUNE, "code of the commune of today"),
          Column.of(COMMUNE_SCORE, ColumnType.DOUBLE, "how sure the commune is, 0 to 1"),
          Column.text(GEO_REASON, "how the place was found, or why there are no coordinates"));

  private static final UserDefinedFunction VALID =
      functions.udf((UDF2<Double, Double, Boolean>) Coordinates::valid, DataTypes.BooleanType);

  private GeoColumns() {}

  /** Whether a row's coordinates are a place. */
  static org.apache.spark.sql.Column located() {
    return VALID.apply(functions.col(LATITUDE), functions.col(LONGITUDE));
  }

  /** A table of places of what the key identifies. */
  static Table table(String kind, String description, List<Column> key) {
    return new Table(kind, description, Stream.concat(key.stream(), PLACE.stream()).toList());
  }

  /** The same table as {@code geocode} writes it. */
  static Table geocoded(String kind, Table table) {
    return table.with(kind, table.description() + ", with its commune and how it was found", HOW);
  }
}
