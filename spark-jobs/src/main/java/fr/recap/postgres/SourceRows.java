package fr.recap.postgres;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The rows of a source, untyped yet.
 *
 * @param names columns of the source, in lower case
 * @param rows with the columns of {@link #SCHEMA}
 * @param cleaning what {@link #close} does (temporary files)
 */
record SourceRows(List<String> names, Dataset<Row> rows, Runnable cleaning)
    implements AutoCloseable {
  /** Number that orders the rows as the source does. */
  static final String ORDER = "n";

  /** Where a row is, for people: {@code line 17}. */
  static final String PLACE = "place";

  /** Its values as text, in the order of the names; null if the row can't be read. */
  static final String VALUES = "v";

  /** Why it can't be read, or null. */
  static final String ERROR = "e";

  static final StructType SCHEMA =
      new StructType()
          .add(ORDER, DataTypes.LongType)
          .add(PLACE, DataTypes.StringType)
          .add(VALUES, DataTypes.createArrayType(DataTypes.StringType))
          .add(ERROR, DataTypes.StringType);

  SourceRows {
    names = List.copyOf(names);
  }

  List<String> missing(TypingFile typing) {
    return typing.fields().stream()
        .map(TypingFile.Field::name)
        .filter(name -> !names.contains(name))
        .toList();
  }

  List<String> ignored(TypingFile typing) {
    List<String> known = typing.fields().stream().map(TypingFile.Field::name).toList();
    return names.stream().filter(name -> !known.contains(name)).toList();
  }

  @Override
  public void close() {
    cleaning.run();
  }
}
