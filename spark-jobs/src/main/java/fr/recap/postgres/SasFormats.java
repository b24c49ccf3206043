package fr.recap.postgres;

import com.epam.parso.Column;
import com.epam.parso.date.SasTemporalFormatter;
import fr.recap.config.RefusedInputException;
import fr.recap.tables.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Formats of a SAS file's numbers. A date is a number of days to SAS, and only its format says that
 * it is a date: where the reader doesn't know the format, it gives the number.
 */
final class SasFormats {
  /** Those of plain numbers; the formats of SAS that are neither here nor of times are few. */
  private static final Set<String> NUMBERS =
      Set.of(
          "",
          "BEST",
          "BESTX",
          "BESTD",
          "BINARY",
          "COMMA",
          "COMMAX",
          "D",
          "DOLLAR",
          "DOLLARX",
          "E",
          "EURO",
          "EUROX",
          "F",
          "FLOAT",
          "FRACT",
          "HEX",
          "IB",
          "IBR",
          "IEEE",
          "IEEER",
          "NEGPAREN",
          "NLBEST",
          "NLNUM",
          "NLNUMI",
          "NLPCT",
          "NLPCTI",
          "NLPCTN",
          "NLPCTP",
          "NUMX",
          "OCTAL",
          "PD",
          "PERCENT",
          "PERCENTN",
          "PIB",
          "PIBR",
          "PK",
          "PVALUE",
          "RB",
          "ROMAN",
          "SIZEK",
          "SIZEKMG",
          "SSN",
          "WORDF",
          "WORDS",
          "YEN",
          "Z",
          "ZD");

  private SasFormats() {}

  /**
   * What to tell of the columns that are imported.
   *
   * @throws RefusedInputException if one is to become a time, and its format isn't known as one
   */
  static List<String> notes(String source, List<Column> columns, TypingFile typing) {
    List<String> unknown = new ArrayList<>();
    for (Column column : columns) {
      String name = SourceRows.name(column.getName());
      String format = column.getFormat().getName().toUpperCase(Locale.ROOT);
      typing.fields().stream()
          .filter(field -> field.name().equals(name) && isUnknown(column, format))
          .forEach(
              field -> {
                if (field.type() == ColumnType.TIMESTAMP) {
                  throw new RefusedInputException(
                      "%s: the column %s has the SAS format %s, which isn't known as one of dates or times: give it another one in SAS (FORMAT %s DATE9. or DATETIME20.)"
                          .formatted(source, name, format, name));
                }
                unknown.add("%s (%s)".formatted(name, format));
              });
    }
    return unknown.isEmpty()
        ? List.of()
        : List.of(
            "these SAS formats aren't known, the numbers below them were taken (a date would be days since 1960): "
                + String.join(", ", unknown));
  }

  private static boolean isUnknown(Column column, String format) {
    return column.getType() == Number.class
        && !NUMBERS.contains(format)
        && !SasTemporalFormatter.isDateFormat(format)
        && !SasTemporalFormatter.isDateTimeFormat(format)
        && !SasTemporalFormatter.isTimeFormat(format);
  }
}
