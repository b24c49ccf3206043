package fr.recap.geocoding;

import fr.recap.tables.RpGeo;
import java.util.ArrayList;
import java.util.List;
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
  static final String MUNICIPALITY = "municipality";
  static final String NO_CENTRE = "; its centre is not known";

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
   * @param rows with the columns of {@code source.kind().read()}
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
      if (KeptRows.isKept(row)) {
        cells.addAll(
            KeptRows.cells(row, () -> communes.value().resolver().resolve(source.place(row))));
        addNulls(cells, ADDRESS.size());
      } else {
        cells.addAll(place(row, source, communes.value()));
      }
      return RowFactory.create(cells.toArray());
    }
  }

  /**
   * A row at the centre of its commune, in the order of {@link RpGeo#GEOCODED} without the key,
   * then of {@link #ADDRESS}.
   */
  static List<Object> place(Row row, GeocodeSource source, Communes communes) {
    List<Object> cells = new ArrayList<>();
    Resolution resolution = communes.resolver().resolve(source.place(row));
    if (resolution instanceof ResolvedCommune commune) {
      addCommune(cells, commune, communes);
      addAddress(cells, source.address(row, commune.code()));
    } else {
      addNulls(cells, 7);
      cells.add(resolution.reason());
      addNulls(cells, ADDRESS.size());
    }
    return cells;
  }

  private static void addCommune(List<Object> cells, ResolvedCommune commune, Communes communes) {
    boolean known = !Double.isNaN(commune.longitude());
    if (known) {
      cells.add(commune.longitude());
      cells.add(commune.latitude());
      cells.add(0.0);
      cells.add(MUNICIPALITY);
      cells.add(communes.of(commune.code()).label());
    } else {
      addNulls(cells, 5);
    }
    cells.add(commune.code());
    cells.add(commune.score());
    cells.add(commune.reason() + (known ? "" : NO_CENTRE));
  }

  private static void addAddress(List<Object> cells, Address address) {
    if (address.isCommuneOnly()) {
      addNulls(cells, ADDRESS.size());
    } else {
      cells.addAll(AddressRows.cells(address));
    }
  }

  private static void addNulls(List<Object> cells, int count) {
    for (int i = 0; i < count; i++) {
      cells.add(null);
    }
  }
}
