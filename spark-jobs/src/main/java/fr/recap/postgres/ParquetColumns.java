package fr.recap.postgres;

import fr.recap.config.RefusedInputException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of Parquet files as their footers tell them. Spark would refuse a file for a column
 * that nobody wants, so that it is given those that are wanted.
 *
 * @param names all of them, in lower case
 * @param wanted those that are to be read, as Spark reads them
 * @param nanoseconds names of those that are times in nanoseconds, which Spark reads as numbers
 */
record ParquetColumns(List<String> names, StructType wanted, Set<String> nanoseconds) {

  /**
   * Reads the footers.
   *
   * @throws RefusedInputException if a file is no Parquet file, or a wanted column has a type that
   *     can't be read, or two types
   */
  static ParquetColumns of(
      Configuration hadoop, List<String> files, Set<String> wanted, SQLConf conf) {
    ParquetToSparkSchemaConverter converter = new ParquetToSparkSchemaConverter(conf);
    Set<String> names = new java.util.LinkedHashSet<>();
    Map<String, StructField> fields = new LinkedHashMap<>();
    Set<String> nanoseconds = new HashSet<>();
    for (String file : files) {
      Set<String> inFile = new HashSet<>();
      for (Type type : schema(hadoop, file).getFields()) {
        String name = SourceRows.name(type.getName());
        names.add(name);
        if (wanted.contains(name)) {
          if (!inFile.add(name)) {
            throw new RefusedInputException(
                "%s has the column %s twice: rename the one that is not wanted"
                    .formatted(file, name));
          }
          StructField field = field(converter, file, type);
          StructField known = fields.putIfAbsent(name, field);
          refuseOther(file, field, known == null ? field : known);
          if (isNanoseconds(type)) {
            nanoseconds.add(name);
          }
        }
      }
    }
    return new ParquetColumns(
        new ArrayList<>(names),
        new StructType(fields.values().toArray(new StructField[0])),
        nanoseconds);
  }

  private static MessageType schema(Configuration hadoop, String file) {
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(new Path(file), hadoop))) {
      return reader.getFooter().getFileMetaData().getSchema();
    } catch (IOException | RuntimeException e) {
      throw new RefusedInputException(
          "%s can't be read as Parquet: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static StructField field(
      ParquetToSparkSchemaConverter converter, String file, Type type) {
    StructField field;
    try {
      field = converter.convert(new MessageType("spark_schema", type)).fields()[0];
    } catch (Exception e) {
      // Spark throws the checked AnalysisException without declaring it.
      if (e instanceof AnalysisException) {
        throw unreadable(file, type, e);
      }
      throw e;
    }
    DataType element =
        field.dataType() instanceof ArrayType array ? array.elementType() : field.dataType();
    if (element instanceof StructType
        || element instanceof MapType
        || element instanceof ArrayType) {
      throw unreadable(file, type, null);
    }
    return field;
  }

  private static RefusedInputException unreadable(String file, Type type, Exception cause) {
    return new RefusedInputException(
        "%s: the column %s has a type that can't be read (%s). Write it as text, number, date or time in microseconds, or take it out of the typing file"
            .formatted(file, type.getName(), type.toString().replaceAll("\\s+", " ")),
        cause);
  }

  private static void refuseOther(String file, StructField field, StructField known) {
    if (!field.dataType().sameType(known.dataType()) || !field.name().equals(known.name())) {
      throw new RefusedInputException(
          "%s has the column %s as %s, a file before it has %s as %s: import them apart"
              .formatted(
                  file,
                  field.name(),
                  field.dataType().simpleString(),
                  known.name(),
                  known.dataType().simpleString()));
    }
  }

  private static boolean isNanoseconds(Type type) {
    return type.getLogicalTypeAnnotation()
            instanceof LogicalTypeAnnotation.TimestampLogicalTypeAnnotation time
        && time.getUnit() == TimeUnit.NANOS;
  }
}
