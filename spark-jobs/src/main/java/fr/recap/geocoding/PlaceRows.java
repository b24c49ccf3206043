package fr.recap.geocoding;

import fr.recap.tables.RpGeo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Rows at the centres of their communes, with the addresses that services can be asked for. */
final class PlaceRows {
  /** Columns of {@link Address}, in order. */
  static final List<String> ADDRESS =
      List.of("address_commune", "number", "repetition", "street", "complement", "place");

  private PlaceRows() {}

  /** Columns of {@code source.kind().written()} and {@link #ADDRESS}. */
  static StructType schema(GeocodeSource source) {
    StructType schema = new StructType();
    for (String name : source.kind().written().names()) {
      schema = schema.add(name, source.kind().written().schema().apply(name).dataType(), true);
    }
    for (String name : ADDRESS) {
      schema = schema.add(name, DataTypes.StringType);
    }
    return schema;
  }

  /**
   * One row a row; the address is null where the commune is not known or nothing else is, and where
   * coordinates are kept.
   *
   * @param rows with the columns that {@code source.kind().read()} gives
   * @param kept what {@link KeptRows#of} makes
   */
  static Dataset<Row> transform(
      Dataset<Row> rows, Dataset<Row> kept, GeocodeSource source, Broadcast<Communes> communes) {
    return KeptRows.join(rows, kept, source)
        .map(new Placing(source, communes), Encoders.row(schema(source)));
  }

  private record Placing(GeocodeSource source, Broadcast<Communes> communes)
      implements MapFunction<Row, Row> {
    @Override
    public Row call(Row row) {
      List<Object> cells = new ArrayList<>();
      source.key().forEach(column -> cells.add(row.getAs(column)));
      UnaryOperator<String> columns = row::getAs;
      if (KeptRows.isKept(row)) {
        cells.addAll(
            KeptRows.cells(row, () -> communes.value().resolver().resolve(source.place(columns))));
        addNulls(cells, ADDRESS.size());
      } else {
        DeclaredAddress declared = DeclaredAddress.of(columns, source, communes.value());
        cells.addAll(cells(declared.centre()));
        declared
            .address()
            .ifPresentOrElse(
                address -> cells.addAll(AddressRows.cells(address)),
                () -> addNulls(cells, ADDRESS.size()));
      }
      return RowFactory.create(cells.toArray());
    }
  }

  /** In the order of {@link RpGeo#GEOCODED} without the key. */
  private static List<Object> cells(Place place) {
    return Arrays.asList(
        place.longitude(),
        place.latitude(),
        place.score(),
        place.type(),
        place.address(),
        place.commune(),
        place.communeScore(),
        place.reason());
  }

  private static void addNulls(List<Object> cells, int count) {
    for (int i = 0; i < count; i++) {
      cells.add(null);
    }
  }
}
