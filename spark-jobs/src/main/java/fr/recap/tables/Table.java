package fr.recap.tables;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What a table is made of, whatever its name in a given year.
 *
 * @param kind short name: that of its typing file
 * @param description what one row is
 * @param columns in order
 * @param unique names of columns besides the key of which no two rows have the same value; any
 *     number may have none
 */
public record Table(String kind, String description, List<Column> columns, List<String> unique)
    implements Serializable {
  public Table {
    columns = List.copyOf(columns);
    unique = List.copyOf(unique);
  }

  /** A table whose key alone tells rows apart. */
  public Table(String kind, String description, List<Column> columns) {
    this(kind, description, columns, List.of());
  }

  /** The Spark schema. */
  public StructType schema() {
    return new StructType(columns.stream().map(Column::field).toArray(StructField[]::new));
  }

  /** Names of the columns, in order. */
  public List<String> names() {
    return columns.stream().map(Column::name).toList();
  }

  /** Names of the key's columns. */
  public List<String> key() {
    return columns.stream().filter(Column::key).map(Column::name).toList();
  }

  /** Names of the key's columns and of those that are unique. */
  public List<String> telling() {
    return names().stream().filter(name -> key().contains(name) || unique.contains(name)).toList();
  }

  /** A table of some of these columns, in the same order. */
  public Table only(List<String> names) {
    return new Table(
        kind,
        description,
        columns.stream().filter(c -> names.contains(c.name())).toList(),
        unique.stream().filter(names::contains).toList());
  }

  /** A table with the same columns, all of them read as texts. */
  public Table asTexts() {
    return new Table(
        kind,
        description,
        columns.stream()
            .map(c -> new Column(c.name(), ColumnType.TEXT, c.key(), c.description()))
            .toList());
  }

  /** A table with these columns followed by those of some texts that it lacks. */
  public Table withTexts(List<String> names, String meaning) {
    return with(
        kind,
        description,
        names.stream()
            .distinct()
            .filter(name -> !names().contains(name))
            .map(name -> Column.text(name, meaning))
            .toList());
  }

  /** A table with these columns followed by those whose names it lacks, in capitals or not. */
  public Table followedBy(List<Column> others) {
    return with(
        kind,
        description,
        others.stream()
            .filter(other -> names().stream().noneMatch(other.name()::equalsIgnoreCase))
            .toList());
  }

  /** A table with these columns followed by more. */
  Table with(String newKind, String newDescription, List<Column> more) {
    List<Column> all = new ArrayList<>(columns);
    all.addAll(more);
    return new Table(newKind, newDescription, all, unique);
  }

  /** The columns of this table out of a Dataset, in order and cast to their types. */
  public Dataset<Row> select(Dataset<Row> rows) {
    return rows.select(
        columns.stream()
            .map(c -> at(c.name()).cast(c.type().spark()).as(c.name()))
            .toArray(org.apache.spark.sql.Column[]::new));
  }

  /** A column of a Dataset by its name, whatever signs this has. */
  public static org.apache.spark.sql.Column at(String name) {
    return functions.col('`' + name.replace("`", "``") + '`');
  }

  /** As {@link #select}, with nulls for columns that the Dataset lacks. */
  public Dataset<Row> complete(Dataset<Row> rows) {
    List<String> present = List.of(rows.columns());
    Dataset<Row> completed = rows;
    for (Column column : columns) {
      if (!present.contains(column.name())) {
        completed =
            completed.withColumn(column.name(), functions.lit(null).cast(column.type().spark()));
      }
    }
    return select(completed);
  }
}
