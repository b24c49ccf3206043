package fr.recap.indexing;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;

import fr.recap.config.RefusedInputException;
import fr.recap.config.TableName;
import fr.recap.postgres.PostgresSnapshot;
import fr.recap.tables.ColumnType;
import fr.recap.tables.SirusGeo;
import fr.recap.tables.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * The rows of a table by their clean identifier, with their coordinates. All columns are read as
 * text, so that no value of a type that Spark doesn't know ends the job.
 */
public final class KeyedRows {
  /** Identifier of the document; null where the key can't be cleaned. */
  public static final String ID = "id";

  /** Which of the rows of one identifier it is: the first becomes the document. */
  public static final String RANK = "rank";

  /** The columns of the table, as one value. */
  public static final String ROW = "row";

  /** The coordinates, as one value; null where there are none. */
  public static final String PLACE = "place";

  /** What the coders say of a form, as one value; null where they say nothing. */
  public static final String CODED = "coded";

  private static final String SCORE = "score";
  private static final String BEST = "best";
  private static final String FINGERPRINT = "_fingerprint";

  private KeyedRows() {}

  /**
   * Reads a table without coordinates: {@link #ID}, {@link #RANK}, {@link #ROW}.
   *
   * @throws RefusedInputException if it lacks its key
   */
  public static Dataset<Row> read(PostgresSnapshot snapshot, IndexSource source) {
    return ranked(keyed(selected(snapshot, source), source), source);
  }

  /**
   * The same with no columns but some, of those that the table has.
   *
   * @param columns the key and those that {@link IndexSource#select} needs among them
   */
  public static Dataset<Row> read(
      PostgresSnapshot snapshot, IndexSource source, List<String> columns) {
    return ranked(keyed(source.select(texts(snapshot, source, columns)), source), source);
  }

  /**
   * Reads a table with the coordinates of another: {@link #PLACE} as well. Of several places of one
   * identifier, the one with the best score counts.
   *
   * @throws RefusedInputException if one of them lacks a column
   */
  public static Dataset<Row> located(PostgresSnapshot snapshot, IndexSource source) {
    List<String> key = source.kind().key();
    List<String> coordinates =
        source.kind().geo().names().stream().filter(name -> !key.contains(name)).toList();
    Dataset<Row> rows = selected(snapshot, source).drop(coordinates.toArray(String[]::new));
    Dataset<Row> places =
        snapshot
            .read(source.geo(), asText(source.kind(), source.kind().geo().names()))
            .withColumn(ID, id(source.kind()))
            .filter(col(ID).isNotNull())
            .groupBy(ID)
            .agg(
                max(struct(
                        col(SirusGeo.GEO_SCORE).cast(DataTypes.DoubleType).as(SCORE),
                        struct(columns(coordinates)).as(PLACE)))
                    .as(BEST))
            .select(col(ID), col(BEST + '.' + PLACE).as(PLACE));
    return ranked(keyed(rows, source).join(places, new String[] {ID}, "left"), source);
  }

  /**
   * Adds what the coders say ({@link #CODED}): the columns of the results that the forms' table
   * lacks, but for what tells runs how a row was made.
   *
   * @param rows of {@link #read} or {@link #located}
   * @param results a table of {@link fr.recap.tables.CodageAutoResults}
   */
  static Dataset<Row> coded(
      Dataset<Row> rows, PostgresSnapshot snapshot, IndexSource source, TableName results) {
    List<String> present = snapshot.columns(source.table());
    List<String> key = source.kind().key();
    List<String> said =
        snapshot.columns(results).stream()
            .filter(name -> !present.contains(name) && !name.endsWith(FINGERPRINT))
            .toList();
    List<String> read = new ArrayList<>(key);
    read.addAll(said);
    Dataset<Row> coded =
        snapshot
            .read(results, asText(source.kind(), read))
            .withColumn(ID, id(source.kind()))
            .filter(col(ID).isNotNull())
            .groupBy(ID)
            .agg(max(struct(columns(said))).as(CODED));
    return rows.join(coded, new String[] {ID}, "left");
  }

  /**
   * Some columns of the table as text, those that it has; nothing else is read.
   *
   * @throws RefusedInputException if it lacks its key
   */
  public static Dataset<Row> texts(
      PostgresSnapshot snapshot, IndexSource source, List<String> columns) {
    List<String> present = snapshot.columns(source.table());
    refuseWithoutKey(source.table(), source.kind(), present);
    return snapshot.read(
        source.table(), asText(source.kind(), columns.stream().filter(present::contains).toList()));
  }

  /**
   * Identifiers of some rows; those that can't be cleaned are left out.
   *
   * @param share of the rows, in pages here and there
   * @throws RefusedInputException if the table lacks its key
   */
  public static List<String> sample(PostgresSnapshot snapshot, IndexSource source, double share) {
    IndexKind kind = source.kind();
    refuseWithoutKey(source.table(), kind, snapshot.columns(source.table()));
    return snapshot.sample(source.table(), kind.key(), share).stream()
        .map(row -> kind.id(row::get))
        .filter(Objects::nonNull)
        .toList();
  }

  /**
   * Some columns of the coordinates as text.
   *
   * @throws RefusedInputException if one of them is missing
   */
  public static Dataset<Row> placeTexts(
      PostgresSnapshot snapshot, IndexSource source, List<String> columns) {
    return snapshot.read(source.geo(), asText(source.kind(), columns));
  }

  /** The rows that are indexed, all columns as text. */
  static Dataset<Row> selected(PostgresSnapshot snapshot, IndexSource source) {
    TableName table = source.table();
    List<String> columns = snapshot.columns(table);
    refuseWithoutKey(table, source.kind(), columns);
    return source.select(snapshot.read(table, asText(source.kind(), columns)));
  }

  private static void refuseWithoutKey(TableName table, IndexKind kind, List<String> columns) {
    if (!columns.containsAll(kind.key())) {
      throw new RefusedInputException(
          "The table %s lacks the key %s of %s; it has %s"
              .formatted(table, kind.key(), kind.table().kind(), columns));
    }
  }

  private static Dataset<Row> keyed(Dataset<Row> rows, IndexSource source) {
    return rows.select(id(source.kind()).as(ID), struct(col("*")).as(ROW));
  }

  /** One whose key needed no cleaning comes first, else the order is that of their texts. */
  private static Dataset<Row> ranked(Dataset<Row> rows, IndexSource source) {
    Column key =
        functions.concat(
            source.kind().key().stream()
                .map(column -> col(ROW + '.' + column))
                .toArray(Column[]::new));
    return rows.withColumn(
        RANK, row_number().over(Window.partitionBy(ID).orderBy(key.notEqual(col(ID)), col(ROW))));
  }

  private static Column id(IndexKind kind) {
    UDF1<Row, String> id = row -> kind.id(column -> row.getAs(column));
    return functions.udf(id, DataTypes.StringType).apply(struct(columns(kind.key())));
  }

  private static Table asText(IndexKind kind, List<String> columns) {
    return new Table(
        "texts",
        "any table",
        columns.stream()
            .map(
                name ->
                    new fr.recap.tables.Column(
                        name, ColumnType.TEXT, kind.key().contains(name), ""))
            .toList());
  }

  private static Column[] columns(List<String> names) {
    return names.stream().map(functions::col).toArray(Column[]::new);
  }
}
