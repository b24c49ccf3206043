package fr.recap.postgres;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import fr.recap.config.ConfigException;
import fr.recap.config.TableName;
import fr.recap.tables.Column;
import fr.recap.tables.ColumnType;
import fr.recap.tables.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A typing file: the columns of a table to import, in the users' format.
 *
 * <p>A CSV whose header is {@code FIELD_NAME,PANDAS_TYPE,SQL_TYPE,SQL_CONSTRAINT}, one line a
 * column. The SQL type decides; the pandas type is kept for the users' other tools. Known
 * constraints are {@code PRIMARY KEY} (on several lines: a key of several columns), {@code NOT
 * NULL}, without which a row is a reject, and {@code UNIQUE}, of which a row that repeats a value
 * is one (import holds them, the table itself has the key alone); one after the other, {@code NOT
 * NULL PRIMARY KEY}, they all hold. Lengths of {@code varchar(n)} and {@code char(n)} are checked
 * at import; the columns are created as {@code text}. {@code numeric} becomes {@code double
 * precision}.
 *
 * @param path where it was read
 * @param fields its lines, in order
 */
public record TypingFile(Path path, List<Field> fields) {
  /** The header, in the users' words. */
  public static final String HEADER = "FIELD_NAME,PANDAS_TYPE,SQL_TYPE,SQL_CONSTRAINT";

  private static final Set<String> SYSTEM_COLUMNS =
      Set.of("tableoid", "ctid", "xmin", "xmax", "cmin", "cmax");

  /** PostgreSQL's limit. */
  private static final int MOST_COLUMNS = 1600;

  private static final String KEY = "PRIMARY KEY";
  private static final String FILLED = "NOT NULL";
  private static final String UNIQUE = "UNIQUE";
  private static final Pattern CONSTRAINTS =
      Pattern.compile("(?:(?:%s|%s|%s)(?: (?!$)|$))*".formatted(KEY, FILLED, UNIQUE));

  /**
   * A line.
   *
   * @param name name of the column
   * @param pandasType type in pandas
   * @param sqlType type in SQL, as the file writes it
   * @param constraint empty, or known constraints in capitals with a blank between
   * @param type what the column becomes
   * @param maxLength most characters of a value, if the SQL type has a length
   */
  public record Field(
      String name,
      String pandasType,
      String sqlType,
      String constraint,
      ColumnType type,
      OptionalInt maxLength) {
    /** Whether it belongs to the primary key. */
    public boolean key() {
      return constraint.contains(KEY);
    }

    /** Whether a row whose value an earlier row has is a reject. */
    public boolean unique() {
      return constraint.contains(UNIQUE);
    }

    /** Whether a row without a value of it is a reject. */
    public boolean required() {
      return key() || constraint.contains(FILLED);
    }
  }

  public TypingFile {
    fields = List.copyOf(fields);
  }

  /**
   * Reads a typing file (UTF-8).
   *
   * @throws ConfigException naming the file and the line, if it is absent or wrong
   */
  public static TypingFile read(Path path) {
    List<String> lines;
    try {
      lines = Files.readAllLines(path);
    } catch (IOException e) {
      throw new ConfigException(
          "The typing file %s can't be read: give an existing UTF-8 file, such as one of conf/tables"
              .formatted(path),
          e);
    }
    String header = lines.isEmpty() ? "" : lines.get(0).replace("\uFEFF", "").strip();
    if (!header.equalsIgnoreCase(HEADER)) {
      throw new ConfigException(
          "%s, line 1: the header must be %s, cannot be: %s".formatted(path, HEADER, header));
    }
    List<Field> fields = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        Field field = field(path + ", line " + (i + 1), lines.get(i));
        if (!names.add(field.name())) {
          throw new ConfigException(
              "%s, line %d: the column %s is there twice".formatted(path, i + 1, field.name()));
        }
        fields.add(field);
      }
    }
    if (fields.isEmpty()) {
      throw new ConfigException(path + " has no columns: add one line a column below the header");
    }
    if (fields.size() > MOST_COLUMNS) {
      throw new ConfigException(
          "%s has %d columns, a table of PostgreSQL at most %d: take out those that nobody needs"
              .formatted(path, fields.size(), MOST_COLUMNS));
    }
    return new TypingFile(path, fields);
  }

  private static Field field(String place, String line) {
    List<String> parts = split(line);
    if (parts.size() < 3 || parts.size() > 4) {
      throw new ConfigException(
          "%s: %d fields instead of 4 (%s); put a type that has a comma into double quotes"
              .formatted(place, parts.size(), HEADER));
    }
    String name = parts.get(0).toLowerCase(Locale.ROOT);
    if (!TableName.isIdentifier(name)) {
      throw new ConfigException(
          "%s: '%s' is no column name: use letters, digits and underscores, at most 63"
              .formatted(place, parts.get(0)));
    }
    if (SYSTEM_COLUMNS.contains(name)) {
      throw new ConfigException(
          "%s: PostgreSQL keeps the column name %s for itself (as all of %s): give the column another name, here and in the source"
              .formatted(place, name, new TreeSet<>(SYSTEM_COLUMNS)));
    }
    String constraint =
        parts.size() < 4 ? "" : parts.get(3).toUpperCase(Locale.ROOT).replaceAll("\\s+", " ");
    if (!CONSTRAINTS.matcher(constraint).matches()) {
      throw new ConfigException(
          "%s: the constraint of %s must be empty, PRIMARY KEY, NOT NULL or UNIQUE, cannot be: %s"
              .formatted(place, name, parts.get(3)));
    }
    SqlTypes.Parsed type = SqlTypes.parse(place, name, parts.get(2));
    return new Field(name, parts.get(1), parts.get(2), constraint, type.type(), type.maxLength());
  }

  /** Fields of a line; double quotes may enclose one that has a comma. */
  private static List<String> split(String line) {
    String[] parts = new CsvParser(new CsvParserSettings()).parseLine(line);
    return Stream.of(parts).map(part -> part == null ? "" : part.strip()).toList();
  }

  /** The table that it describes. */
  public Table toTable() {
    String file = path.getFileName().toString();
    String kind = file.endsWith(".csv") ? file.substring(0, file.length() - 4) : file;
    return new Table(
        kind,
        "imported with " + file,
        fields.stream().map(f -> new Column(f.name(), f.type(), f.key(), "")).toList(),
        fields.stream().filter(Field::unique).map(Field::name).toList());
  }

  /** The typing file of a table, as text. */
  public static String text(Table table) {
    return table.columns().stream()
        .map(
            c ->
                "%s,%s,%s,%s\n"
                    .formatted(
                        c.name(), c.type().pandas(), c.type().sql(), c.key() ? "PRIMARY KEY" : ""))
        .collect(Collectors.joining("", HEADER + "\n", ""));
  }
}
