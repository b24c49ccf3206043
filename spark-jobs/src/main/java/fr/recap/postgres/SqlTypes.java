package fr.recap.postgres;

import fr.recap.config.ConfigException;
import fr.recap.tables.ColumnType;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SQL types that a typing file may name. */
final class SqlTypes {
  private static final Pattern WITH_LENGTH =
      Pattern.compile(
          "([a-z][a-z0-9 ]*?) ?(?:\\( ?(\\d{1,8}) ?(?:, ?\\d{1,3} ?)?\\))?((?: ?\\[\\])?)");
  private static final Map<String, ColumnType> TYPES = types();

  private SqlTypes() {}

  /** A known type and the length of its values, if it has one. */
  record Parsed(ColumnType type, OptionalInt maxLength) {}

  static Parsed parse(String place, String column, String text) {
    String normal = text.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ").strip();
    Matcher parts = WITH_LENGTH.matcher(normal);
    ColumnType type = parts.matches() ? TYPES.get(parts.group(1) + parts.group(3).strip()) : null;
    if (type == null) {
      throw new ConfigException(
          "%s: the SQL type of %s must be one of %s (text types may have a length), cannot be: %s"
              .formatted(place, column, new TreeSet<>(TYPES.keySet()), text));
    }
    boolean limited = type == ColumnType.TEXT && parts.group(2) != null;
    return new Parsed(
        type, limited ? OptionalInt.of(Integer.parseInt(parts.group(2))) : OptionalInt.empty());
  }

  private static Map<String, ColumnType> types() {
    Map<String, ColumnType> types = new HashMap<>();
    put(types, ColumnType.TEXT, "text", "varchar", "character varying", "char", "character");
    put(types, ColumnType.INTEGER, "integer", "int", "int4", "smallint", "int2");
    put(types, ColumnType.BIGINT, "bigint", "int8");
    put(types, ColumnType.DOUBLE, "double precision", "float", "float8", "real", "float4");
    put(types, ColumnType.DOUBLE, "numeric", "decimal");
    put(types, ColumnType.BOOLEAN, "boolean", "bool");
    put(types, ColumnType.TIMESTAMP, "timestamp with time zone", "timestamptz", "timestamp");
    put(types, ColumnType.TIMESTAMP, "timestamp without time zone", "date");
    put(types, ColumnType.REAL_ARRAY, "real[]", "float4[]");
    put(types, ColumnType.DOUBLE_ARRAY, "double precision[]", "float8[]", "float[]", "numeric[]");
    return types;
  }

  private static void put(Map<String, ColumnType> types, ColumnType type, String... names) {
    for (String name : names) {
      types.put(name, type);
    }
  }
}
