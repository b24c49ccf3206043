package fr.recap.nomenclature;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import fr.recap.config.ConfigException;
import fr.recap.config.RefusedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Labelled texts of the main field that don't come from forms: labels, help, extra files. */
final class NodeTexts {
  private static final double LABEL = 1;

  /** The labels of a leaf and its ancestors together tell less than its own. */
  private static final double LABEL_WITH_ANCESTORS = 0.3;

  private static final double HELP = 0.5;
  private static final Pattern PHRASES = Pattern.compile("[.;:\\r\\n]+");

  private NodeTexts() {}

  /** Labels and help texts of the leaves. */
  static LabelledTexts ofTree(Nomenclature tree, String field) {
    LabelledTexts texts = new LabelledTexts();
    int[] leaves = tree.leaves();
    for (int leaf = 0; leaf < leaves.length; leaf++) {
      int node = leaves[leaf];
      texts.add(FieldCleaner.clean(field, tree.label(node)), leaf, LABEL);
      StringBuilder line = new StringBuilder(tree.label(node));
      for (int ancestor : tree.ancestors(node)) {
        line.append(' ').append(tree.label(ancestor));
      }
      texts.add(FieldCleaner.clean(field, line.toString()), leaf, LABEL_WITH_ANCESTORS);
      for (String phrase : PHRASES.split(tree.help(node), -1)) {
        texts.add(FieldCleaner.clean(field, phrase), leaf, HELP);
      }
    }
    return texts;
  }

  /**
   * Adds a text of a node: it speaks for all leaves below, frequent ones more.
   *
   * @param cleaned ignored if null
   * @param leaves at or below the node
   * @param prior share of each leaf
   */
  static void spread(
      LabelledTexts texts, String cleaned, int[] leaves, float[] prior, double weight) {
    double total = 0;
    for (int leaf : leaves) {
      total += prior[leaf];
    }
    for (int leaf : leaves) {
      texts.add(cleaned, leaf, weight * prior[leaf] / total);
    }
  }

  /**
   * Adds a CSV file with the columns code, text and optionally weight (1 by default).
   *
   * @throws ConfigException if there is no such file
   * @throws RefusedInputException if a column is missing, a code is unknown or a weight no number
   */
  static void addFile(LabelledTexts texts, Path file, Nomenclature tree, String field) {
    if (!Files.isRegularFile(file)) {
      throw new ConfigException("extra-texts: there is no file " + file);
    }
    CsvParserSettings settings = new CsvParserSettings();
    settings.setLineSeparatorDetectionEnabled(true);
    settings.setMaxCharsPerColumn(100_000);
    List<String[]> rows = new CsvParser(settings).parseAll(file.toFile(), StandardCharsets.UTF_8);
    List<String> header = rows.isEmpty() ? List.of() : Arrays.asList(rows.get(0));
    int code = header.indexOf("code");
    int text = header.indexOf("text");
    if (code < 0 || text < 0) {
      throw new RefusedInputException(
          "%s: the header must have the columns code and text, cannot be: %s"
              .formatted(file, header));
    }
    OptionalInt weight =
        header.contains("weight") ? OptionalInt.of(header.indexOf("weight")) : OptionalInt.empty();
    int[][] below = tree.leavesBelow();
    float[] equal = new float[tree.leaves().length];
    Arrays.fill(equal, 1);
    for (int row = 1; row < rows.size(); row++) {
      String[] cells = rows.get(row);
      OptionalInt node = tree.find(cells[code] == null ? "" : cells[code].strip());
      if (node.isEmpty()) {
        throw new RefusedInputException(
            "%s, row %d: the nomenclature has no code %s".formatted(file, row + 1, cells[code]));
      }
      spread(
          texts,
          FieldCleaner.clean(field, cells[text]),
          below[node.getAsInt()],
          equal,
          weight(file, row, cells, weight));
    }
  }

  private static double weight(Path file, int row, String[] cells, OptionalInt column) {
    if (column.isEmpty() || cells[column.getAsInt()] == null) {
      return 1;
    }
    String text = cells[column.getAsInt()];
    try {
      double weight = Double.parseDouble(text);
      if (weight > 0 && weight < Double.POSITIVE_INFINITY) {
        return weight;
      }
    } catch (NumberFormatException e) {
      // Told below, with its place.
    }
    throw new RefusedInputException(
        "%s, row %d: the weight must be a positive number, cannot be: %s"
            .formatted(file, row + 1, text));
  }
}
