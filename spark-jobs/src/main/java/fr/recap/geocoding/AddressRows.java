package fr.recap.geocoding;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import fr.recap.tables.RpGeo;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Puts rows where services find their addresses, each address once however many rows have it. */
final class AddressRows {
  private static final String NOTE = "found_note";
  private static final List<String> COORDINATES =
      List.of(RpGeo.LONGITUDE, RpGeo.LATITUDE, RpGeo.GEO_SCORE, RpGeo.GEO_TYPE, RpGeo.GEO_ADRESSE);

  private AddressRows() {}

  private static StructType schema() {
    StructType schema = new StructType();
    for (String name : PlaceRows.ADDRESS) {
      schema = schema.add(name, DataTypes.StringType);
    }
    for (String name : COORDINATES) {
      schema = schema.add(found(name), RpGeo.TABLE.schema().apply(name).dataType());
    }
    return schema.add(NOTE, DataTypes.StringType);
  }

  private static String found(String name) {
    return "found_" + name;
  }

  static Address address(Row row) {
    return new Address(
        row.getString(0),
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5));
  }

  /** In the order of {@link PlaceRows#ADDRESS}. */
  static List<Object> cells(Address address) {
    return new ArrayList<>(
        List.of(
            address.commune(),
            address.number(),
            address.repetition(),
            address.street(),
            address.complement(),
            address.place()));
  }

  /**
   * Where the services find the addresses of rows, one row an address; each action asks them.
   *
   * @param placed what {@link PlaceRows} makes
   */
  static Dataset<Row> locate(Dataset<Row> placed, LocatePartition services) {
    Column[] address = PlaceRows.ADDRESS.stream().map(name -> col(name)).toArray(Column[]::new);
    return placed
        .where(address[0].isNotNull())
        .select(address)
        .distinct()
        .mapPartitions(services, Encoders.row(schema()));
  }

  /**
   * The rows with the places of their addresses where there are any, else as they are, with what
   * went wrong in their reason.
   *
   * @param placed what {@link PlaceRows} makes
   * @param located what {@link #locate} makes of them
   */
  static Dataset<Row> join(Dataset<Row> placed, Dataset<Row> located) {
    Dataset<Row> joined =
        placed.join(
            located,
            scala.collection.JavaConverters.asScalaBuffer(PlaceRows.ADDRESS).toSeq(),
            "left");
    Column isFound = col(found(RpGeo.LONGITUDE)).isNotNull();
    Dataset<Row> result = joined;
    for (String name : COORDINATES) {
      result = result.withColumn(name, when(isFound, col(found(name))).otherwise(col(name)));
    }
    return result.withColumn(
        RpGeo.GEO_REASON, concat(col(RpGeo.GEO_REASON), coalesce(col(NOTE), lit(""))));
  }
}
