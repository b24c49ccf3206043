package fr.recap.postgres;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;

import fr.recap.tables.Rejects;
import fr.recap.tables.Table;
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
  static final String REASON = "recap_reason";
  static final String PLACE = "recap_place";
  private static final String ORDER = "recap_order";

  static ParsedRows of(SourceRows source, TypingFile typing, String runId) {
    Table table = typing.toTable();
    StructType schema =
        table
            .schema()
            .asNullable()
            .add(ORDER, DataTypes.LongType)
            .add(PLACE, DataTypes.StringType)
            .add(REASON, DataTypes.StringType);
    MapFunction<Row, Row> parser = new RowParser(typing, source.names());
    Dataset<Row> typed = source.rows().map(parser, Encoders.row(schema));
    Dataset<Row> parsed = rejectDoubles(typed, table).persist(StorageLevel.MEMORY_AND_DISK());
    long read = parsed.count();
    long rejected = parsed.where(col(REASON).isNotNull()).count();
    return new ParsedRows(parsed, read, rejected, table, runId);
  }

  /** The first good row of a key stays. */
  private static Dataset<Row> rejectDoubles(Dataset<Row> typed, Table table) {
    if (table.key().isEmpty()) {
      return typed;
    }
    Column[] key =
        Stream.concat(
                Stream.of(col(REASON).isNotNull()), table.key().stream().map(name -> col(name)))
            .toArray(Column[]::new);
    Column rank = row_number().over(Window.partitionBy(key).orderBy(ORDER));
    return typed
        .withColumn("recap_rank", rank)
        .withColumn(
            REASON,
            when(
                    col(REASON).isNull().and(col("recap_rank").gt(1)),
                    lit("duplicate key: an earlier row was kept"))
                .otherwise(col(REASON)))
        .drop("recap_rank");
  }

  /** The good rows. */
  Dataset<Row> rows() {
    return parsed.where(col(REASON).isNull());
  }

  /** The others, with place and key as their key. */
  Dataset<Row> rejects() {
    Column[] parts =
        Stream.concat(
                Stream.of(col(PLACE)), table.key().stream().map(name -> col(name).cast("string")))
            .toArray(Column[]::new);
    return parsed
        .where(col(REASON).isNotNull())
        .select(
            concat_ws(" ", parts).as(Rejects.KEY),
            col(REASON).as(Rejects.REASON),
            lit(runId).as(Rejects.RUN_ID));
  }

  @Override
  public void close() {
    parsed.unpersist();
  }
}
