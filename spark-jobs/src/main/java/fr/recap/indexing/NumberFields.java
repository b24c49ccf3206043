package fr.recap.indexing;

import fr.recap.tables.Column;
import fr.recap.tables.ColumnType;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The columns that are numbers in a document: those that the mapping says are, and those that the
 * description of the tables says are. Others are text, whatever their type in PostgreSQL.
 */
final class NumberFields implements Serializable {
  private static final long serialVersionUID = 1L;

  /** A regular expression of its own, since Java's numbers may be hexadecimal or end with a d. */
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:\\d{1,400}(?:\\.\\d{0,400})?|\\.\\d{1,400})(?:[eE][+-]?\\d{1,4})?");

  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");
  private static final Limits ANY = new Limits(-Double.MAX_VALUE, Double.MAX_VALUE, true);
  private static final Map<String, Limits> OF_TYPES =
      Map.of(
          "byte", new Limits(Byte.MIN_VALUE, Byte.MAX_VALUE, false),
          "short", new Limits(Short.MIN_VALUE, Short.MAX_VALUE, false),
          "integer", new Limits(Integer.MIN_VALUE, Integer.MAX_VALUE, false),
          "long", new Limits(-0x1p62, 0x1p62, false),
          "half_float", new Limits(-65504, 65504, true),
          "float", new Limits(-Float.MAX_VALUE, Float.MAX_VALUE, true),
          "double", ANY);

  /**
   * What a field takes.
   *
   * @param decimal whether its numbers are written with decimals, even whole ones
   */
  private record Limits(double least, double most, boolean decimal) implements Serializable {
    private Limits as(ColumnType type) {
      return new Limits(least, most, type == ColumnType.DOUBLE);
    }
  }

  private final Map<String, Limits> fields = new HashMap<>();

  /** Those of a kind of document. */
  NumberFields(IndexKind kind) {
    IndexDefinition.types(kind)
        .forEach(
            (field, type) -> {
              if (OF_TYPES.containsKey(type)) {
                fields.put(field, OF_TYPES.get(type));
              }
            });
    Stream.concat(kind.table().columns().stream(), kind.geo().columns().stream())
        .filter(NumberFields::isNumber)
        .forEach(
            column -> {
              Limits limits = fields.getOrDefault(column.name(), ANY);
              fields.put(column.name(), limits.as(column.type()));
            });
  }

  private static boolean isNumber(Column column) {
    return column.type() == ColumnType.INTEGER || column.type() == ColumnType.DOUBLE;
  }

  /** Whether a column is a number in the document. */
  boolean contains(String column) {
    return fields.containsKey(column);
  }

  /**
   * The number of a text.
   *
   * @param column one that is contained
   * @return a Long or Double; empty for what is no number, or one that the field can't take
   */
  Optional<Number> read(String column, String text) {
    Optional<Double> number = decimal(text);
    Limits limits = fields.get(column);
    if (number.isEmpty() || number.get() < limits.least() || number.get() > limits.most()) {
      return Optional.empty();
    }
    if (limits.decimal()) {
      return Optional.of(number.get());
    }
    if (WHOLE.matcher(text.strip()).matches()) {
      return Optional.of(Long.valueOf(text.strip()));
    }
    double value = number.get();
    return Optional.of(
        value == Math.rint(value) && Math.abs(value) < 0x1p53
            ? (Number) (long) value
            : number.get());
  }

  /** The finite number of a text; empty for anything else. */
  static Optional<Double> decimal(String text) {
    String stripped = text.strip();
    if (!NUMBER.matcher(stripped).matches()) {
      return Optional.empty();
    }
    return Optional.of(Double.valueOf(stripped)).filter(Double::isFinite);
  }
}
