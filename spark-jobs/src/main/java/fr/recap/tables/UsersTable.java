package fr.recap.tables;

import static org.apache.spark.sql.functions.length;

import fr.recap.config.RefusedInputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A table of the users as it stands: all its columns in their order and types, whatever ours know.
 *
 * @param columns of {@link Column#ofUsers}: their values are texts
 */
public record UsersTable(List<Column> columns) {
  /** Texts, perhaps up to a length. */
  private static final Pattern TEXT =
      Pattern.compile("text|citext|character varying|character(?: varying)?\\((\\d+)\\)");

  /** Types that take 0 and 1. */
  private static final Pattern INDICATOR =
      Pattern.compile("boolean|smallint|integer|bigint|numeric.*");

  public UsersTable {
    columns = List.copyOf(columns);
  }

  /** Names of the columns, in order. */
  public List<String> names() {
    return columns.stream().map(Column::name).toList();
  }

  /** All columns as texts, to be read. */
  public Table texts() {
    return new Table("users", "a table of the users", columns);
  }

  /** The same without a column. */
  public UsersTable without(String name) {
    return new UsersTable(columns.stream().filter(c -> !c.name().equals(name)).toList());
  }

  /**
   * A copy with columns that we write: all columns of the users in their order and types, then
   * those of ours that they lack. A column that we write has the users' type if this can hold what
   * we write, else ours.
   *
   * @param ours description of the copy, with the key
   * @param written names of the columns that we write, in the order of those that are added
   * @throws RefusedInputException if two columns differ in case alone
   */
  public Table copy(Table ours, List<String> written) {
    Map<String, Column> known = new HashMap<>();
    ours.columns().forEach(column -> known.put(column.name(), column));
    List<Column> all = new ArrayList<>();
    for (Column column : columns) {
      boolean key = ours.key().contains(column.name());
      Column own = Column.ofUsers(column.name(), column.sql(), key);
      boolean change = key || written.contains(column.name());
      all.add(change && !takes(own) ? our(known, column.name()) : own);
    }
    List<String> present = names();
    written.stream()
        .filter(name -> !present.contains(name))
        .forEach(name -> all.add(our(known, name)));
    refuseAlike(all);
    return new Table(ours.kind(), ours.description(), all);
  }

  /** Spark takes names that differ in case alone for one. */
  private static void refuseAlike(List<Column> columns) {
    Map<String, String> names = new HashMap<>();
    for (Column column : columns) {
      String other = names.put(column.name().toLowerCase(Locale.ROOT), column.name());
      if (other != null) {
        throw new RefusedInputException(
            "The columns %s and %s differ in case alone: rename one of them in the table of the forms"
                .formatted(other, column.name()));
      }
    }
  }

  private static Column our(Map<String, Column> known, String name) {
    return known.getOrDefault(name, Column.text(name, "written by us"));
  }

  private static boolean takes(Column column) {
    return TEXT.matcher(column.sql()).matches()
        || (column.name().matches("i_.*_c") && INDICATOR.matcher(column.sql()).matches());
  }

  /**
   * A copy whose columns that we write are long enough: those that are not become texts.
   *
   * @param copy of {@link #copy}
   * @param written names of the columns that we write
   * @param rows of the copy
   */
  public static Table fitting(Table copy, List<String> written, Dataset<Row> rows) {
    Map<String, Integer> limits = new HashMap<>();
    for (Column column : copy.columns()) {
      Matcher type = TEXT.matcher(column.sql());
      if (written.contains(column.name()) && type.matches() && type.group(1) != null) {
        limits.put(column.name(), Integer.valueOf(type.group(1)));
      }
    }
    if (limits.isEmpty()) {
      return copy;
    }
    List<String> names = List.copyOf(limits.keySet());
    Row longest =
        rows.select(
                names.stream()
                    .map(name -> length(Table.at(name)).as(name))
                    .toArray(org.apache.spark.sql.Column[]::new))
            .groupBy()
            .max(names.toArray(String[]::new))
            .first();
    List<Column> fitting = new ArrayList<>();
    for (Column column : copy.columns()) {
      int at = names.indexOf(column.name());
      boolean fits =
          at < 0 || longest.isNullAt(at) || longest.getInt(at) <= limits.get(column.name());
      fitting.add(
          fits
              ? column
              : new Column(column.name(), ColumnType.TEXT, column.key(), column.description()));
    }
    return new Table(copy.kind(), copy.description(), fitting);
  }
}
