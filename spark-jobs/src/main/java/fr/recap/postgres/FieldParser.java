package fr.recap.postgres;

import java.io.Serializable;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads a value of one column from its text.
 *
 * <p>Whole numbers may be written as pandas does where a column has nulls ({@code 12.0}); booleans
 * as true, t, 1, yes, oui or their contraries; times in ISO-8601, UTC where they have no offset;
 * arrays as {@code {1,2}} or {@code [1, 2]}.
 */
@FunctionalInterface
interface FieldParser extends Serializable {
  /**
   * The value.
   *
   * @throws IllegalArgumentException if the text is no value of the type; its message tells both
   */
  Object parse(String text);

  static FieldParser of(TypingFile.Field field) {
    return switch (field.type()) {
      case TEXT -> text(field.maxLength().orElse(Integer.MAX_VALUE));
      case INTEGER -> t -> guarded(t, "whole number", x -> new BigDecimal(x).intValueExact());
      case BIGINT -> t -> guarded(t, "whole number", x -> new BigDecimal(x).longValueExact());
      case DOUBLE -> t -> guarded(t, "number", FieldParser::number);
      case BOOLEAN -> FieldParser::bool;
      case TIMESTAMP -> t -> guarded(t, "date or time", FieldParser::time);
      case REAL_ARRAY -> t -> guarded(t, "array of numbers", x -> array(x, true));
      case DOUBLE_ARRAY -> t -> guarded(t, "array of numbers", x -> array(x, false));
    };
  }

  private static FieldParser text(int maxLength) {
    return t -> {
      if (t.codePointCount(0, t.length()) > maxLength) {
        throw new IllegalArgumentException(
            "'%s' is longer than %d characters".formatted(shown(t), maxLength));
      }
      return t;
    };
  }

  private static Object guarded(String text, String expected, FieldParser parser) {
    try {
      return parser.parse(text.strip());
    } catch (ArithmeticException | DateTimeException | IllegalArgumentException e) {
      throw new IllegalArgumentException("'%s' is no %s".formatted(shown(text), expected), e);
    }
  }

  private static Double number(String text) {
    char last = text.isEmpty() ? 'x' : text.charAt(text.length() - 1);
    // Java would also read 1d and 1f.
    if (Character.isLetter(last) && !text.endsWith("NaN") && !text.endsWith("Infinity")) {
      throw new NumberFormatException(text);
    }
    return Double.valueOf(text);
  }

  private static Boolean bool(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true", "t", "1", "yes", "y", "oui", "o", "1.0" -> true;
      case "false", "f", "0", "no", "n", "non", "0.0" -> false;
      default -> throw new IllegalArgumentException("'%s' is no boolean".formatted(shown(text)));
    };
  }

  private static Timestamp time(String text) {
    String iso = text.replace(' ', 'T');
    Instant instant;
    if (iso.length() == 10) {
      instant = LocalDate.parse(iso).atStartOfDay().toInstant(ZoneOffset.UTC);
    } else if (iso.matches(".*(Z|[+-]\\d{2}:\\d{2})")) {
      instant = OffsetDateTime.parse(iso).toInstant();
    } else {
      instant = LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    }
    return Timestamp.from(instant);
  }

  private static List<Object> array(String text, boolean real) {
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
        Double value = number(part.strip());
        values.add(real ? (Object) value.floatValue() : value);
      }
    }
    return values;
  }

  private static String shown(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }
}
