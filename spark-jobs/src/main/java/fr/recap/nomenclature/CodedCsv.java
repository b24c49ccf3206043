package fr.recap.nomenclature;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import fr.recap.config.ConfigException;
import fr.recap.config.RefusedInputException;
import fr.recap.runtime.Utf8;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** A row of a user's CSV file about the codes of a nomenclature: its column code names a node. */
final class CodedCsv {
  private static final String CODE = "code";
  private static final int LONGEST = 100_000;

  private final Path file;
  private final int row;
  private final int node;
  private final List<String> header;
  private final String[] cells;

  private CodedCsv(Path file, int row, int node, List<String> header, String[] cells) {
    this.file = file;
    this.row = row;
    this.node = node;
    this.header = header;
    this.cells = cells;
  }

  /**
   * Reads a file.
   *
   * @param setting that names the file
   * @param column that must be there beside code
   * @throws ConfigException if there is no such file
   * @throws RefusedInputException if it is not in UTF-8, a column is missing or a code is unknown
   */
  static List<CodedCsv> read(String setting, Path file, Nomenclature tree, String column) {
    if (!Files.isRegularFile(file)) {
      throw new ConfigException("%s: there is no file %s".formatted(setting, file));
    }
    checkEncoding(setting, file);
    CsvParserSettings settings = new CsvParserSettings();
    settings.setLineSeparatorDetectionEnabled(true);
    settings.setMaxCharsPerColumn(LONGEST);
    List<String[]> rows = new CsvParser(settings).parseAll(file.toFile(), StandardCharsets.UTF_8);
    List<String> header = rows.isEmpty() ? List.of() : Arrays.asList(rows.get(0));
    int code = header.indexOf(CODE);
    if (code < 0 || !header.contains(column)) {
      throw new RefusedInputException(
          "%s: the header must have the columns %s and %s, cannot be: %s"
              .formatted(file, CODE, column, header));
    }
    List<CodedCsv> read = new ArrayList<>();
    for (int row = 1; row < rows.size(); row++) {
      String[] cells = rows.get(row);
      OptionalInt node = tree.find(cells[code] == null ? "" : cells[code].strip());
      if (node.isEmpty()) {
        throw new RefusedInputException(
            "%s, row %d: the nomenclature has no code %s".formatted(file, row + 1, cells[code]));
      }
      read.add(new CodedCsv(file, row + 1, node.getAsInt(), header, cells));
    }
    return read;
  }

  private static void checkEncoding(String setting, Path file) {
    try {
      Utf8.check(file);
    } catch (IOException e) {
      throw new ConfigException(
          "%s: %s can't be read: %s".formatted(setting, file, e.getMessage()), e);
    }
  }

  /** Number of the node. */
  int node() {
    return node;
  }

  /** A cell, null if it is empty or there is no such column. */
  String text(String column) {
    int at = header.indexOf(column);
    return at < 0 || at >= cells.length ? null : cells[at];
  }

  /**
   * A cell as a number.
   *
   * @param absent what an empty one stands for
   * @throws RefusedInputException if it is none, or negative
   */
  double number(String column, double absent) {
    String text = text(column);
    if (text == null) {
      return absent;
    }
    try {
      double number = Double.parseDouble(text);
      if (number >= 0 && number < Double.POSITIVE_INFINITY) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, with its place.
    }
    throw refused(column, "a number of at least 0");
  }

  /** As {@link #number}, but 0 is refused too. */
  double positive(String column, double absent) {
    double number = number(column, absent);
    if (number == 0) {
      throw refused(column, "a positive number");
    }
    return number;
  }

  private RefusedInputException refused(String column, String wanted) {
    return new RefusedInputException(
        "%s, row %d: the %s must be %s, cannot be: %s"
            .formatted(file, row, column, wanted, text(column)));
  }
}
