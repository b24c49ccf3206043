package fr.recap.bench;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import fr.recap.config.ConfigException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A CSV file with a header, in memory. */
final class CsvTable {
  private final Path file;
  private final List<String> header;
  private final List<String[]> rows;

  private CsvTable(Path file, List<String> header, List<String[]> rows) {
    this.file = file;
    this.header = header;
    this.rows = rows;
  }

  /**
   * Reads a file.
   *
   * @throws ConfigException if it is missing or empty
   */
  static CsvTable read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ConfigException(
          "There is no file %s: RECAP_OPEN_DATA must name a folder with the open data (see CONTRIBUTING)"
              .formatted(file));
    }
    CsvParserSettings settings = new CsvParserSettings();
    settings.setLineSeparatorDetectionEnabled(true);
    settings.setMaxCharsPerColumn(1_000_000);
    settings.setNullValue("");
    List<String[]> all = new CsvParser(settings).parseAll(file.toFile(), StandardCharsets.UTF_8);
    if (all.isEmpty()) {
      throw new ConfigException("The file %s is empty".formatted(file));
    }
    return new CsvTable(file, Arrays.asList(all.get(0)), all.subList(1, all.size()));
  }

  /** One record of cells a row, in the order of the names; never null. */
  List<List<String>> select(String... names) {
    int[] at = new int[names.length];
    for (int i = 0; i < at.length; i++) {
      at[i] = header.indexOf(names[i]);
      if (at[i] < 0) {
        throw new ConfigException("%s has no column %s, only %s".formatted(file, names[i], header));
      }
    }
    List<List<String>> selected = new ArrayList<>();
    for (String[] row : rows) {
      List<String> cells = new ArrayList<>();
      for (int column : at) {
        cells.add(column < row.length && row[column] != null ? row[column].strip() : "");
      }
      selected.add(cells);
    }
    return selected;
  }
}
