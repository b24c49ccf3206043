package fr.recap.postgres;

import fr.recap.udfs.codes.Keys;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * Reads a value of one column from its text.
 *
 * <p>Whole numbers may be written as pandas does where a column has nulls ({@code 12.0}); booleans
 * as true, t, 1, yes, oui or their contraries; times in ISO-8601, UTC where they have no offset, of
 * the years 1 to 9999 in the calendar of today; arrays as {@code {1,2}} or {@code [1, 2]}, with
 * NULL for an element that is none. What is blank is null but for texts.
 *
 * <p>Values are those of Spark's rows, a time in microseconds since 1970 and an array as a sequence
 * of Scala.
 */
@FunctionalInterface
interface FieldParser extends Serializable {
  /** Numbers as SQL writes them: Java would read {@code 1d}, {@code 0x1p3} and other digits. */
  Pattern NUMBER = Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,9})?");

  Pattern OFFSET = Pattern.compile(".*(?:Z|[+-]\\d{2}:\\d{2})");
  Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  Instant END = Instant.parse("+10000-01-01T00:00:00Z");

  /**
   * The value; null where a text that is no value of the type is blank.
   *
   * @throws IllegalArgumentException if the text is no value of the type; its message tells both
   */
  Object parse(String text);

  static FieldParser of(TypingFile.Field field, ServerText server) {
    return switch (field.type()) {
      case TEXT -> text(field.maxLength().orElse(Integer.MAX_VALUE), server);
      case INTEGER -> t -> guarded(t, "whole number", x -> decimal(x).intValueExact());
      case BIGINT -> t -> guarded(t, "whole number", x -> decimal(x).longValueExact());
      case DOUBLE -> t -> guarded(t, "number", FieldParser::number);
      case BOOLEAN -> t -> guarded(t, "boolean", FieldParser::bool);
      case TIMESTAMP -> t -> guarded(t, "date or time", FieldParser::time);
      case REAL_ARRAY -> t -> guarded(t, "array of numbers", x -> array(x, true));
      case DOUBLE_ARRAY -> t -> guarded(t, "array of numbers", x -> array(x, false));
    };
  }

  private static FieldParser text(int maxLength, ServerText server) {
    return t -> {
      if (t.codePointCount(0, t.length()) > maxLength) {
        throw new IllegalArgumentException(
            "'%s' is longer than %d characters".formatted(ServerText.shown(t), maxLength));
      }
      String fault = server.fault(t);
      if (fault != null) {
        throw new IllegalArgumentException(fault);
      }
      return t;
    };
  }

  private static Object guarded(String text, String expected, FieldParser parser) {
    String trimmed = Keys.trim(text);
    if (trimmed.isEmpty()) {
      return null;
    }
    try {
      return parser.parse(trimmed);
    } catch (ArithmeticException | DateTimeException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'%s' is no %s".formatted(ServerText.shown(text), expected), e);
    }
  }

  private static BigDecimal decimal(String text) {
    if (!NUMBER.matcher(text).matches()) {
      throw new NumberFormatException(text);
    }
    return new BigDecimal(text);
  }

  private static Double number(String text) {
    if (text.equals("NaN") || text.endsWith("Infinity")) {
      return Double.valueOf(text);
    }
    if (!NUMBER.matcher(text).matches()) {
      throw new NumberFormatException(text);
    }
    double value = Double.parseDouble(text);
    boolean vanished = value == 0 && text.replaceAll("[eE].*", "").matches(".*[1-9].*");
    if (Double.isInfinite(value) || vanished) {
      throw new ArithmeticException(text);
    }
    return value;
  }

  private static Boolean bool(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "t", "1", "yes", "y", "oui", "o", "1.0" -> true;
      case "false", "f", "0", "no", "n", "non", "0.0" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static Long time(String text) {
    String iso = text.replace(' ', 'T');
    Instant instant;
    if (iso.length() == 10) {
      instant = LocalDate.parse(iso).atStartOfDay().toInstant(ZoneOffset.UTC);
    } else if (OFFSET.matcher(iso).matches()) {
      instant = OffsetDateTime.parse(iso).toInstant();
    } else {
      instant = LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    }
    if (instant.isBefore(FIRST) || !instant.isBefore(END)) {
      throw new DateTimeException(text);
    }
    // Not by way of java.sql.Timestamp: that has another calendar before 1582, and before 1900 the
    // time zone of the machine.
    return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
  }

  private static Seq<Object> array(String text, boolean real) {
    boolean bracketed =
        (text.startsWith("{") && text.endsWith("}"))
            || (text.startsWith("[") && text.endsWith("]"));
    if (!bracketed) {
      throw new IllegalArgumentException(text);
    }
    List<Object> values = new ArrayList<>();
    String inner = text.substring(1, text.length() - 1).strip();
    if (!inner.isEmpty()) {
      for (String part : inner.split(",", -1)) {
        values.add(element(part.strip(), real));
      }
    }
    return JavaConverters.asScalaBuffer(values).toSeq();
  }

  private static Object element(String text, boolean real) {
    if (text.equalsIgnoreCase("null")) {
      return null;
    }
    Double value = number(text);
    if (!real) {
      return value;
    }
    float narrow = value.floatValue();
    if (Float.isInfinite(narrow) && !value.isInfinite()) {
      throw new ArithmeticException(text);
    }
    return narrow;
  }
}
