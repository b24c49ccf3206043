package fr.recap.sql;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import fr.recap.config.ConfigException;
import fr.recap.udfs.text.Formulas;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Rows as CSV files that {@code recap import --exported} reads back: UTF-8, commas, a header,
 * quotes doubled within quotes, blanks kept. Null is an empty field, an empty text is {@code ""};
 * arrays are written as PostgreSQL does, times in ISO-8601 with their offset. Of a single column
 * Spark would write no line for a null: it has a nameless, empty one beside it.
 */
public final class CsvExport {
  private static final UserDefinedFunction GUARD =
      udf((UDF1<String, String>) Formulas::guard, DataTypes.StringType);
  private static final UserDefinedFunction KEEP =
      udf((UDF1<String, String>) Formulas::keep, DataTypes.StringType);

  private CsvExport() {}

  /**
   * Writes rows, replacing what the folder holds.
   *
   * @param guarded whether an apostrophe goes before texts that a spreadsheet would take for
   *     formulas; else they stay as they are
   * @throws ConfigException if a column is neither a value nor an array of values
   */
  public static void write(Dataset<Row> rows, String folder, boolean guarded) {
    flat(rows, guarded).write().mode(SaveMode.Overwrite).options(options()).csv(folder);
  }

  /** How Spark's writer of CSVs is to write them. */
  public static Map<String, String> options() {
    Map<String, String> options = new HashMap<>();
    options.put("header", "true");
    options.put("encoding", "UTF-8");
    options.put("quote", "\"");
    options.put("escape", "\"");
    options.put("nullValue", "");
    options.put("emptyValue", "\"\"");
    options.put("ignoreLeadingWhiteSpace", "false");
    options.put("ignoreTrailingWhiteSpace", "false");
    options.put("timestampFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX");
    options.put("timestampNTZFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSSSS");
    return options;
  }

  /** Only values that a CSV has, under names that are no formulas either. */
  private static Dataset<Row> flat(Dataset<Row> rows, boolean guarded) {
    StructField[] fields = rows.schema().fields();
    String[] positions = new String[fields.length];
    for (int i = 0; i < fields.length; i++) {
      positions[i] = "c" + i;
    }
    // Two columns of a query may have one name.
    Dataset<Row> numbered = rows.toDF(positions);
    Column[] columns = new Column[fields.length];
    for (int i = 0; i < fields.length; i++) {
      columns[i] =
          value(fields[i], numbered.col(positions[i]), guarded).as(name(fields[i].name(), guarded));
    }
    boolean alone = fields.length == 1 && fields[0].nullable();
    return numbered.select(alone ? new Column[] {columns[0], nothing()} : columns);
  }

  /** The name of a column as the header has it. */
  public static String name(String name, boolean guarded) {
    return guarded ? Formulas.guard(name) : name;
  }

  /** Texts as the files have them; {@code import --exported} gets the same ones in both ways. */
  public static Column text(Column texts, boolean guarded) {
    return guarded ? GUARD.apply(texts) : KEEP.apply(texts);
  }

  /** What stands beside a single column that has nulls. */
  public static Column nothing() {
    return lit(null).cast(DataTypes.StringType).as("");
  }

  private static Column value(StructField field, Column column, boolean guarded) {
    DataType type = field.dataType();
    if (type instanceof StringType) {
      return text(column, guarded);
    }
    if (type instanceof ArrayType array && isValue(array.elementType())) {
      Column elements =
          transform(column, element -> coalesce(element.cast(DataTypes.StringType), lit("NULL")));
      return when(column.isNotNull(), concat(lit("{"), concat_ws(",", elements), lit("}")));
    }
    if (!isValue(type)) {
      throw new ConfigException(
          "The column %s is %s, which a CSV can't hold: name its parts in the query (as in answer.code), or write --format parquet"
              .formatted(field.name(), type.simpleString()));
    }
    return column;
  }

  private static boolean isValue(DataType type) {
    return !(type instanceof StructType
        || type instanceof MapType
        || type instanceof ArrayType
        || type instanceof BinaryType);
  }
}
