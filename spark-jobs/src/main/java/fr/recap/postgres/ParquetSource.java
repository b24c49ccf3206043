package fr.recap.postgres;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.monotonically_increasing_id;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import fr.recap.config.RefusedInputException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.parquet.ParquetRuntimeException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.StructField;

/**
 * Parquet files; their values become texts as a CSV would have them, which the typing file types
 * anew. Values of partitions ({@code dep=01}) stay the texts that they are.
 */
final class ParquetSource {
  /** Spark's word for a path that is no pattern: brackets in names of files are just that. */
  private static final String GLOB = "__globPaths__";

  private static final UserDefinedFunction NUMBER =
      udf((UDF1<Object, String>) NumberText::of, DataTypes.StringType);

  private ParquetSource() {}

  /**
   * Opens files.
   *
   * @param access settings of their file systems beside the session's
   * @param exported whether NaN is a number, and not a data frame's word for null
   */
  static SourceRows open(
      SparkSession spark,
      Map<String, String> access,
      List<String> sources,
      TypingFile typing,
      boolean exported) {
    SparkSession apart = apart(spark);
    access.forEach((name, value) -> apart.conf().set(name, value));
    Configuration hadoop = apart.sessionState().newHadoopConf();
    List<String> files = SourceFiles.expandDeep(hadoop, sources);
    Set<String> wanted =
        typing.fields().stream().map(TypingFile.Field::name).collect(Collectors.toSet());
    ParquetColumns columns = ParquetColumns.of(hadoop, files, wanted, apart.sessionState().conf());
    Dataset<Row> rows =
        apart
            .read()
            .schema(columns.wanted())
            .option("datetimeRebaseMode", "CORRECTED")
            .option("int96RebaseMode", "CORRECTED")
            .option(GLOB, "false")
            .parquet(roots(hadoop, sources).toArray(new String[0]));
    Set<String> names = new LinkedHashSet<>();
    List<Column> texts = new ArrayList<>();
    for (StructField field : rows.schema().fields()) {
      names.add(SourceRows.name(field.name()));
      Column text = text(field, columns.nanoseconds().contains(SourceRows.name(field.name())));
      texts.add(
          exported && isFloating(field) ? when(isnan(column(field)), "NaN").otherwise(text) : text);
    }
    for (String name : columns.names()) {
      if (names.add(name)) {
        texts.add(lit(null).cast(DataTypes.StringType));
      }
    }
    return of(List.copyOf(names), texts, rows);
  }

  private static SourceRows of(List<String> names, List<Column> texts, Dataset<Row> rows) {
    Column number = monotonically_increasing_id();
    return new SourceRows(
        names,
        rows.select(
            number.as(SourceRows.ORDER),
            concat(lit("row "), number).as(SourceRows.PLACE),
            array(texts.toArray(new Column[0])).as(SourceRows.VALUES),
            lit(null).cast("string").as(SourceRows.ERROR)),
        List.of(),
        "Give the right files, or correct the names in the typing file");
  }

  /** A session of its own, since these settings are for no other reader. */
  private static SparkSession apart(SparkSession spark) {
    SparkSession apart = spark.newSession();
    apart.conf().set("spark.sql.session.timeZone", "UTC");
    apart.conf().set("spark.sql.caseSensitive", false);
    apart.conf().set("spark.sql.legacy.parquet.nanosAsLong", true);
    apart.conf().set("spark.sql.sources.partitionColumnTypeInference.enabled", false);
    apart
        .conf()
        .set("spark.sql.shuffle.partitions", spark.conf().get("spark.sql.shuffle.partitions"));
    return apart;
  }

  private static List<String> roots(Configuration hadoop, List<String> sources) {
    List<String> roots = new ArrayList<>();
    for (String source : sources) {
      try {
        for (FileStatus status : SourceFiles.roots(hadoop, source)) {
          roots.add(status.getPath().toString());
        }
      } catch (IOException e) {
        throw new RefusedInputException(
            "%s can't be read: %s".formatted(source, e.getMessage()), e);
      }
    }
    return roots;
  }

  private static Column text(StructField field, boolean nanoseconds) {
    Column column = column(field);
    if (nanoseconds) {
      Column micros = column.minus(pmod(column, lit(1000L))).divide(1000).cast("long");
      return timestamp_micros(micros).cast(DataTypes.StringType);
    }
    if (field.dataType() instanceof ArrayType) {
      Column elements =
          transform(column, element -> coalesce(element.cast(DataTypes.StringType), lit("NULL")));
      return when(column.isNotNull(), concat(lit("["), concat_ws(",", elements), lit("]")));
    }
    boolean number = isFloating(field) || field.dataType() instanceof DecimalType;
    return number ? NUMBER.apply(column) : column.cast(DataTypes.StringType);
  }

  private static Column column(StructField field) {
    return col("`" + field.name().replace("`", "``") + "`");
  }

  private static boolean isFloating(StructField field) {
    return field.dataType() instanceof DoubleType || field.dataType() instanceof FloatType;
  }

  /** Whether a failure is that of a file which can't be read. */
  static boolean isUnreadable(Throwable failure) {
    return ExceptionUtils.indexOfType(failure, ParquetRuntimeException.class) >= 0
        || ExceptionUtils.getRootCause(failure) instanceof IOException;
  }
}
