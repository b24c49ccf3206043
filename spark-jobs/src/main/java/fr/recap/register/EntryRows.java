package fr.recap.register;

import static org.apache.spark.sql.functions.col;

import fr.recap.indexing.IndexKind;
import fr.recap.tables.Sirus;
import fr.recap.tables.SirusGeo;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Rows of the register and of its places in the same few columns, so that one sort brings together
 * all that is told of a SIRET. Rows without a key are left out.
 */
final class EntryRows implements Serializable {
  private static final long serialVersionUID = 1L;

  /** As a number; texts of fourteen digits are in the same order. */
  static final String SIRET = "siret";

  /** Where a row goes, {@link SiretRanges#slot}. */
  static final String SLOT = "slot";

  private static final String KIND = "kind";
  private static final String SCORE = "score";
  private static final String TOLD = "told";

  static final StructType SCHEMA =
      new StructType()
          .add(SLOT, DataTypes.IntegerType, false)
          .add(SIRET, DataTypes.LongType, false)
          .add(KIND, DataTypes.IntegerType, false)
          .add(SCORE, DataTypes.DoubleType, true)
          .add(TOLD, DataTypes.BinaryType, false);

  /** Columns of the places that are read. */
  static final List<String> PLACE =
      List.of(Sirus.SIRUS_ID, Sirus.NIC, SirusGeo.LONGITUDE, SirusGeo.LATITUDE, SirusGeo.GEO_SCORE);

  /** Columns of the register that are read, as far as it has them. */
  static final List<String> ENTRY =
      Stream.concat(Stream.of(Sirus.SIRUS_ID, Sirus.NIC), RegisterEntry.COLUMNS.stream()).toList();

  static final int OF_PLACE = 0;
  static final int OF_CLEAN_KEY = 1;
  static final int OF_CLEANED_KEY = 2;

  private final SiretRanges ranges;

  EntryRows(SiretRanges ranges) {
    this.ranges = ranges;
  }

  /**
   * Those of establishments: {@link EntryBytes} without a place.
   *
   * @param texts with the columns {@link #ENTRY}
   */
  Dataset<Row> entries(Dataset<Row> texts) {
    Map<String, Integer> columns = columns(texts);
    FlatMapFunction<Row, Row> told = row -> entry(row, columns).iterator();
    return texts.flatMap(told, Encoders.row(SCHEMA));
  }

  /**
   * Those of places: the texts of longitude and latitude.
   *
   * @param texts with the columns {@link #PLACE}
   */
  Dataset<Row> places(Dataset<Row> texts) {
    Dataset<Row> scored =
        texts.withColumn(SirusGeo.GEO_SCORE, col(SirusGeo.GEO_SCORE).cast(DataTypes.DoubleType));
    Map<String, Integer> columns = columns(scored);
    FlatMapFunction<Row, Row> told = row -> place(row, columns).iterator();
    return scored.flatMap(told, Encoders.row(SCHEMA));
  }

  private static Map<String, Integer> columns(Dataset<Row> rows) {
    Map<String, Integer> columns = new HashMap<>();
    IntStream.range(0, rows.columns().length).forEach(i -> columns.put(rows.columns()[i], i));
    return columns;
  }

  private List<Row> entry(Row row, Map<String, Integer> columns) {
    UnaryOperator<String> raw =
        column -> {
          Integer at = columns.get(column);
          return at == null ? null : row.getString(at);
        };
    String id = IndexKind.SIRUS.id(raw);
    if (id == null) {
      return List.of();
    }
    RegisterEntry entry =
        RegisterEntry.of(id, column -> text(column, raw.apply(column)), Double.NaN, Double.NaN);
    boolean clean = id.equals(raw.apply(Sirus.SIRUS_ID) + raw.apply(Sirus.NIC));
    return row(id, clean ? OF_CLEAN_KEY : OF_CLEANED_KEY, null, EntryBytes.write(entry).bytes);
  }

  /** Without blanks around it, and empty where there is none. */
  private static String text(String column, String raw) {
    return raw == null
        ? ""
        : Objects.requireNonNullElse(IndexKind.SIRUS.clean(column, raw.strip()), "");
  }

  private List<Row> place(Row row, Map<String, Integer> columns) {
    String id = IndexKind.SIRUS.id(column -> row.getString(columns.get(column)));
    if (id == null) {
      return List.of();
    }
    int score = columns.get(SirusGeo.GEO_SCORE);
    return row(
        id,
        OF_PLACE,
        row.isNullAt(score) ? null : row.getDouble(score),
        PlaceTexts.write(
            row.getString(columns.get(SirusGeo.LONGITUDE)),
            row.getString(columns.get(SirusGeo.LATITUDE))));
  }

  private List<Row> row(String id, int kind, Double score, byte[] told) {
    long siret = Long.parseLong(id);
    return List.of(RowFactory.create(ranges.slot(siret), siret, kind, score, told));
  }

  static long siret(Row row) {
    return row.getLong(1);
  }

  /** {@link #OF_PLACE}, {@link #OF_CLEAN_KEY} or {@link #OF_CLEANED_KEY}. */
  static int kind(Row row) {
    return row.getInt(2);
  }

  /** Of a place, null if it has none. */
  static Double score(Row row) {
    return row.isNullAt(3) ? null : row.getDouble(3);
  }

  /** {@link EntryBytes} or {@link PlaceTexts}. */
  static byte[] told(Row row) {
    return row.getAs(4);
  }
}
