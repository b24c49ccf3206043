package fr.recap.nomenclature;

import fr.recap.config.ConfigException;
import fr.recap.config.RefusedInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** A row of a user's CSV file about the codes of a nomenclature: its column code names a node. */
final class CodedCsv {
  private static final String CODE = "code";

  private final CsvRow row;
  private final int node;

  private CodedCsv(CsvRow row, int node) {
    this.row = row;
    this.node = node;
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
    List<CodedCsv> read = new ArrayList<>();
    for (CsvRow row : CsvRow.read(setting, file, List.of(CODE, column))) {
      String code = row.text(CODE);
      OptionalInt node = tree.find(code == null ? "" : code.strip());
      if (node.isEmpty()) {
        throw row.refused("the nomenclature has no code " + code);
      }
      read.add(new CodedCsv(row, node.getAsInt()));
    }
    return read;
  }

  /** Number of the node. */
  int node() {
    return node;
  }

  /** A cell, null if it is empty or there is no such column. */
  String text(String column) {
    return row.text(column);
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
    return row.refused("the %s must be %s, cannot be: %s".formatted(column, wanted, text(column)));
  }
}
