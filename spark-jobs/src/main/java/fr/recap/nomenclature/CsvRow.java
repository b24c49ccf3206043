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

/** A row of a user's CSV file, whose first row names the columns. */
final class CsvRow {
  private static final int LONGEST = 100_000;

  private final Path file;
  private final int number;
  private final List<String> header;
  private final String[] cells;

  private CsvRow(Path file, int number, List<String> header, String[] cells) {
    this.file = file;
    this.number = number;
    this.header = header;
    this.cells = cells;
  }

  /**
   * Reads a file.
   *
   * @param setting that names the file
   * @param columns two that must be there
   * @throws ConfigException if there is no such file
   * @throws RefusedInputException if it is not in UTF-8 or a column is missing
   */
  static List<CsvRow> read(String setting, Path file, List<String> columns) {
    check(setting, file);
    CsvParserSettings settings = new CsvParserSettings();
    settings.setLineSeparatorDetectionEnabled(true);
    settings.setMaxCharsPerColumn(LONGEST);
    List<String[]> rows = new CsvParser(settings).parseAll(file.toFile(), StandardCharsets.UTF_8);
    List<String> header = rows.isEmpty() ? List.of() : Arrays.asList(rows.get(0));
    if (!header.containsAll(columns)) {
      throw new RefusedInputException(
          "%s: the header must have the columns %s, cannot be: %s"
              .formatted(file, String.join(" and ", columns), header));
    }
    List<CsvRow> read = new ArrayList<>();
    for (int row = 1; row < rows.size(); row++) {
      read.add(new CsvRow(file, row + 1, header, rows.get(row)));
    }
    return read;
  }

  /**
   * Checks that a file of the settings is there and in UTF-8.
   *
   * @throws ConfigException if it is not there or can't be read
   * @throws RefusedInputException if it is not in UTF-8
   */
  static void check(String setting, Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ConfigException("%s: there is no file %s".formatted(setting, file));
    }
    try {
      Utf8.check(file);
    } catch (IOException e) {
      throw new ConfigException(
          "%s: %s can't be read: %s".formatted(setting, file, e.getMessage()), e);
    }
  }

  /** A cell, null if it is empty or there is no such column. */
  String text(String column) {
    int at = header.indexOf(column);
    return at < 0 || at >= cells.length ? null : cells[at];
  }

  /** What is wrong with this row, with its place. */
  RefusedInputException refused(String what) {
    return new RefusedInputException("%s, row %d: %s".formatted(file, number, what));
  }
}
