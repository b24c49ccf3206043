package fr.recap.postgres;

import fr.recap.udfs.codes.Keys;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The rows of a source, untyped yet.
 *
 * @param names columns of the source, in lower case
 * @param rows with the columns of {@link #SCHEMA}
 * @param notes what the user should know of how the source is read
 * @param remedy what to do where hardly a column is one of the typing file
 */
record SourceRows(List<String> names, Dataset<Row> rows, List<String> notes, String remedy) {
  /** Number that orders the rows as the source does. */
  static final String ORDER = "n";

  /** Where a row is, for people: {@code line 17}. */
  static final String PLACE = "place";

  /** Its values as text, in the order of the names; null if the row can't be read. */
  static final String VALUES = "v";

  /** Why it can't be read, or null; begins with {@link #BROKEN} if all after it can't either. */
  static final String ERROR = "e";

  /** How a column is told that has no name. */
  static final String NAMELESS = "(a column without a name)";

  static final String BROKEN = "the file can't be read any further: ";

  static final StructType SCHEMA =
      new StructType()
          .add(ORDER, DataTypes.LongType)
          .add(PLACE, DataTypes.StringType)
          .add(VALUES, DataTypes.createArrayType(DataTypes.StringType))
          .add(ERROR, DataTypes.StringType);

  SourceRows {
    names = List.copyOf(names);
    notes = List.copyOf(notes);
  }

  List<String> missing(TypingFile typing) {
    return typing.fields().stream()
        .map(TypingFile.Field::name)
        .filter(name -> !names.contains(name))
        .toList();
  }

  List<String> ignored(TypingFile typing) {
    List<String> known = typing.fields().stream().map(TypingFile.Field::name).toList();
    return names.stream()
        .filter(name -> !known.contains(name))
        .map(name -> name.isEmpty() ? NAMELESS : name)
        .toList();
  }

  /**
   * The name of a column as it is looked for: in lower case, without what is invisible around it.
   */
  static String name(String written) {
    return written == null ? "" : Keys.trim(written).toLowerCase(Locale.ROOT);
  }
}
