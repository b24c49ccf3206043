package fr.recap.postgres;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.when;

import fr.recap.config.RefusedInputException;
import fr.recap.tables.ColumnType;
import fr.recap.tables.Rejects;
import fr.recap.tables.Table;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * Typed rows of a source and, apart, those that were rejected. Both are kept until {@link #close},
 * so that they were parsed by one pass and their counts agree.
 */
record ParsedRows(Dataset<Row> parsed, long read, long rejected, Table table, String runId)
    implements AutoCloseable {
  // No column of a typing file has a blank in its name.
  private static final String REASON = "reject reason";
  private static final String PLACE = "source place";
  private static final String ORDER = "source order";
  private static final String RANK = "key rank";
  private static final String KNOWN = "known ";
  private static final int MOST_REASONS = 3;

  /**
   * Parses a source.
   *
   * @param exported whether it is as {@code recap export} or {@code recap sql} wrote it
   * @param guarded whether its formulas are guarded, as in their CSVs
   * @throws RefusedInputException if a file can't be read to its end
   */
  static ParsedRows of(
      SourceRows source,
      TypingFile typing,
      ServerText server,
      boolean exported,
      boolean guarded,
      String runId) {
    Table table = typing.toTable();
    MapFunction<Row, Row> parser = new RowParser(typing, source.names(), server, exported, guarded);
    Dataset<Row> typed = timed(source.rows().map(parser, Encoders.row(parserSchema(table))), table);
    Dataset<Row> parsed = rejectDoubles(typed, table).persist(StorageLevel.MEMORY_AND_DISK());
    long read = parsed.count();
    long rejected = parsed.where(col(REASON).isNotNull()).count();
    ParsedRows rows = new ParsedRows(parsed, read, rejected, table, runId);
    if (rejected > 0) {
      rows.refuseBroken();
    }
    return rows;
  }

  /** As {@link RowParser} gives them: times as numbers. */
  private static StructType parserSchema(Table table) {
    StructType schema = new StructType();
    for (fr.recap.tables.Column column : table.columns()) {
      boolean time = column.type() == ColumnType.TIMESTAMP;
      schema = schema.add(column.name(), time ? DataTypes.LongType : column.type().spark());
    }
    return schema
        .add(ORDER, DataTypes.LongType)
        .add(PLACE, DataTypes.StringType)
        .add(REASON, DataTypes.StringType);
  }

  private static Dataset<Row> timed(Dataset<Row> typed, Table table) {
    Dataset<Row> timed = typed;
    for (fr.recap.tables.Column column : table.columns()) {
      if (column.type() == ColumnType.TIMESTAMP) {
        timed = timed.withColumn(column.name(), timestamp_micros(col(column.name())));
      }
    }
    return timed;
  }

  private void refuseBroken() {
    List<Row> broken =
        parsed
            .where(col(REASON).startsWith(SourceRows.BROKEN))
            .select(PLACE, REASON)
            .orderBy(ORDER)
            .takeAsList(1);
    if (!broken.isEmpty()) {
      close();
      throw new RefusedInputException(
          "%s at %s: nothing was imported. Get the whole file again"
              .formatted(broken.get(0).getString(1), broken.get(0).getString(0)));
    }
  }

  /**
   * The most frequent reasons, for people: {@code 12 times "the key is null"}. Without the values
   * of rows, which belong in the rejects table and not in logs.
   */
  String reasons() {
    return parsed
        .where(col(REASON).isNotNull())
        .groupBy(regexp_replace(col(REASON), "(?s)'.*'", "a value").as(REASON))
        .count()
        .orderBy(col("count").desc(), col(REASON))
        .takeAsList(MOST_REASONS)
        .stream()
        .map(row -> "%,d times \"%s\"".formatted(row.getLong(1), row.getString(0)))
        .collect(Collectors.joining(", "));
  }

  /** The first good row of a key, and of a value of a column that is unique, stays. */
  private static Dataset<Row> rejectDoubles(Dataset<Row> typed, Table table) {
    Dataset<Row> judged = typed;
    if (!table.key().isEmpty()) {
      judged = rejectLater(judged, table.key(), "duplicate key: an earlier row was kept");
    }
    for (String unique : table.unique()) {
      judged =
          rejectLater(
              judged,
              List.of(unique),
              "%s: an earlier row has this value, which is UNIQUE".formatted(unique));
    }
    return judged;
  }

  /** Of the good rows that share values, and none of them null, the first one stays. */
  private static Dataset<Row> rejectLater(Dataset<Row> judged, List<String> names, String reason) {
    Column good = col(REASON).isNull();
    for (String name : names) {
      good = good.and(col(name).isNotNull());
    }
    // Each of the others by itself: together they could be most of a source, in one task.
    Column apart = when(not(good), col(ORDER));
    Column[] shared =
        Stream.concat(Stream.of(apart), names.stream().map(name -> col(name)))
            .toArray(Column[]::new);
    Column rank = row_number().over(Window.partitionBy(shared).orderBy(ORDER));
    return judged
        .withColumn(RANK, rank)
        .withColumn(REASON, when(good.and(col(RANK).gt(1)), lit(reason)).otherwise(col(REASON)))
        .drop(RANK);
  }

  /** The good rows. */
  Dataset<Row> rows() {
    return parsed.where(col(REASON).isNull());
  }

  /** The others, with place and key as their key. */
  Dataset<Row> rejects() {
    return rejects(parsed.where(col(REASON).isNotNull()), col(REASON));
  }

  private Dataset<Row> rejects(Dataset<Row> rows, Column reason) {
    Column[] parts =
        Stream.concat(
                Stream.of(col(PLACE)), table.key().stream().map(name -> col(name).cast("string")))
            .toArray(Column[]::new);
    return rows.select(
        concat_ws(" ", parts).as(Rejects.KEY),
        reason.as(Rejects.REASON),
        lit(runId).as(Rejects.RUN_ID));
  }

  /**
   * The rejects if, beside those of {@link #rejects}, good rows that a table knows are rejected.
   *
   * @param known rows of the table, with its key and the columns that are unique
   * @param keys whether rows with a key of the table are rejected, else replace its rows
   */
  Dataset<Row> rejectsWith(Dataset<Row> known, boolean keys) {
    Dataset<Row> others =
        known.select(
            Stream.of(known.columns())
                .map(name -> col(name).as(KNOWN + name))
                .toArray(Column[]::new));
    Column same = table.key().stream().map(ParsedRows::isKnown).reduce(Column::and).orElseThrow();
    Dataset<Row> all = rejects();
    Dataset<Row> left = rows();
    if (keys) {
      all = all.union(rejects(left.join(others, same, "left_semi"), lit(KeyRejects.KNOWN)));
      left = left.join(others, same, "left_anti");
    }
    for (String unique : table.unique()) {
      Column clash = isKnown(unique).and(not(same));
      all =
          all.union(
              rejects(left.join(others, clash, "left_semi"), lit(KeyRejects.knownValue(unique))));
      left = left.join(others, clash, "left_anti");
    }
    return all;
  }

  private static Column isKnown(String name) {
    return col(name).equalTo(col(KNOWN + name));
  }

  @Override
  public void close() {
    parsed.unpersist();
  }
}
