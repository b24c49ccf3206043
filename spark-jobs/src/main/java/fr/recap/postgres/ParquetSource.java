package fr.recap.postgres;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.monotonically_increasing_id;

import fr.recap.config.RefusedInputException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.StructField;

/** Parquet files; their values are typed anew by the typing file. */
final class ParquetSource {
  private ParquetSource() {}

  static SourceRows open(SparkSession spark, List<String> sources) {
    Dataset<Row> rows;
    try {
      rows = spark.read().parquet(sources.toArray(new String[0]));
    } catch (Exception e) {
      // Spark's readers throw the checked AnalysisException without declaring it.
      if (e instanceof AnalysisException) {
        throw new RefusedInputException(
            "%s can't be read as Parquet: %s".formatted(sources, e.getMessage()), e);
      }
      throw e;
    }
    return of(rows, () -> {});
  }

  static SourceRows of(Dataset<Row> rows, Runnable cleaning) {
    Column[] texts =
        Arrays.stream(rows.schema().fields()).map(ParquetSource::text).toArray(Column[]::new);
    Column number = monotonically_increasing_id();
    List<String> names =
        Arrays.stream(rows.columns()).map(name -> name.toLowerCase(Locale.ROOT)).toList();
    return new SourceRows(
        names,
        rows.select(
            number.as(SourceRows.ORDER),
            concat(lit("row "), number).as(SourceRows.PLACE),
            array(texts).as(SourceRows.VALUES),
            lit(null).cast("string").as(SourceRows.ERROR)),
        cleaning);
  }

  private static Column text(StructField field) {
    Column column = col("`" + field.name().replace("`", "``") + "`");
    return field.dataType() instanceof ArrayType
        ? concat(lit("["), concat_ws(",", column.cast("array<string>")), lit("]"))
        : column.cast("string");
  }
}
