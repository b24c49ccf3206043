package fr.recap.operations;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.md5;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import fr.recap.config.ConfigException;
import fr.recap.config.TableName;
import fr.recap.sql.CsvExport;
import fr.recap.tables.UsersTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;

/**
 * Columns of a table as files have them, made of the texts that the server gives as {@code c0},
 * {@code c1}, ...
 *
 * @param names in order
 * @param types of PostgreSQL, with their lengths, in the same order
 */
record ExportedColumns(TableName table, List<String> names, List<String> types) {
  private static final Pattern DECIMAL = Pattern.compile("numeric\\((\\d+),(\\d+)\\)");
  private static final Pattern TIME =
      Pattern.compile("timestamp(?:\\(\\d\\))? (with|without) time zone");
  private static final int MOST_DIGITS = 38;

  /** Numbers, booleans, dates and times: what begins as a formula there is none. */
  private static final Pattern NO_FORMULA =
      Pattern.compile(
          "smallint|integer|bigint|real|double precision|boolean|date|(?:numeric|timestamp)[^\\[]*");

  private static final Map<String, String> OF_SPARK =
      Map.of(
          "smallint", "int",
          "integer", "int",
          "bigint", "bigint",
          "real", "float",
          "double precision", "double",
          "boolean", "boolean",
          "date", "date");

  /** Names of folders may have 255 bytes. */
  private static final int LONGEST = 30;

  ExportedColumns {
    names = List.copyOf(names);
    types = List.copyOf(types);
  }

  /**
   * Some columns of a table.
   *
   * @throws ConfigException if one is named twice
   */
  static ExportedColumns of(TableName table, List<String> names, UsersTable all) {
    Map<String, String> known = new HashMap<>();
    all.columns().forEach(column -> known.put(column.name(), column.sql()));
    Set<String> once = new HashSet<>();
    for (String name : names) {
      if (!once.add(name)) {
        throw new ConfigException("--columns names %s twice: name it once".formatted(name));
      }
    }
    return new ExportedColumns(table, names, names.stream().map(known::get).toList());
  }

  /** A column of a CSV. */
  Column csv(int i, boolean guarded) {
    Column text = col("c" + i);
    boolean plain = NO_FORMULA.matcher(types.get(i)).matches();
    return (plain ? text : CsvExport.text(text, guarded)).as(CsvExport.name(names.get(i), guarded));
  }

  /** A column of a Parquet file; a value that its type can't have ends the export. */
  Column parquet(int i) {
    Column text = col("c" + i);
    Optional<String> type = spark(types.get(i));
    if (type.isEmpty()) {
      return text.as(names.get(i));
    }
    // Spark would leave out that a date is before Christ.
    Column value =
        expr(
            "try_cast(CASE WHEN c%1$d NOT LIKE '%% BC' THEN c%1$d END AS %2$s)"
                .formatted(i, type.get()));
    String wrong =
        "The column %s of %s (%s) has a value that Parquet can't hold as %s (infinite, no number or before Christ): export it with --format csv, or leave its rows out by --where"
            .formatted(names.get(i), table, types.get(i), type.get());
    return when(text.isNull().or(value.isNotNull()), value)
        .otherwise(raise_error(lit(wrong)))
        .as(names.get(i));
  }

  /** The type of Spark that holds all of a type's usual values; empty: a text does. */
  static Optional<String> spark(String type) {
    Matcher decimal = DECIMAL.matcher(type);
    if (decimal.matches()) {
      int digits = Integer.parseInt(decimal.group(1));
      boolean fits = digits <= MOST_DIGITS && Integer.parseInt(decimal.group(2)) <= digits;
      return fits ? Optional.of(type.replace("numeric", "decimal")) : Optional.empty();
    }
    Matcher time = TIME.matcher(type);
    if (time.matches()) {
      return Optional.of(time.group(1).equals("with") ? "timestamp" : "timestamp_ntz");
    }
    return Optional.ofNullable(OF_SPARK.get(type));
  }

  /** How names of folders begin where a column splits: no reader takes them for the column. */
  String folders(String column) {
    String folders = "by_" + column.replaceAll("[^\\p{L}\\p{N}_]", "_");
    while (names.contains(folders)) {
      folders += "_";
    }
    return folders;
  }

  /** What names a value's folder; null has the one that Spark gives it. */
  static Column folder(Column text) {
    return when(text.equalTo(""), lit("(empty)"))
        .when(
            length(text).gt(LONGEST),
            concat(
                substring(text, 1, LONGEST), lit("~"), substring(md5(text.cast("binary")), 1, 8)))
        .otherwise(text);
  }

  /** What an import can't read back as it was. */
  List<String> notes() {
    List<String> odd =
        names.stream()
            .filter(name -> !TableName.isIdentifier(name.toLowerCase(Locale.ROOT)))
            .toList();
    Map<String, String> lower = new HashMap<>();
    List<String> alike = new ArrayList<>();
    for (String name : names) {
      String other = lower.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
      if (other != null) {
        alike.add("%s and %s".formatted(other, name));
      }
    }
    List<String> notes = new ArrayList<>();
    if (!odd.isEmpty()) {
      notes.add(
          "recap import leaves these columns out, as a typing file can't name them: "
              + String.join(", ", odd));
    }
    if (!alike.isEmpty()) {
      notes.add(
          "recap import takes these columns for one, and needs --columns with one of them: "
              + String.join(", ", alike));
    }
    return List.copyOf(notes);
  }
}
