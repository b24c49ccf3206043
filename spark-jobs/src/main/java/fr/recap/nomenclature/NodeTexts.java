package fr.recap.nomenclature;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Labelled texts of the main field that don't come from forms: labels, help, extra files. */
final class NodeTexts {
  private static final double LABEL = 1;

  /** The labels of a leaf and its ancestors together tell less than its own. */
  private static final double LABEL_WITH_ANCESTORS = 0.3;

  private static final double HELP = 0.5;
  private static final Pattern PHRASES = Pattern.compile("[.;:\\r\\n]+");

  private NodeTexts() {}

  /** Labels of the leaves, alone and with those above them. */
  static LabelledTexts labels(Nomenclature tree, String field) {
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
    }
    return texts;
  }

  /** Phrases of the help texts of the leaves. */
  static LabelledTexts notes(Nomenclature tree, String field) {
    LabelledTexts texts = new LabelledTexts();
    int[] leaves = tree.leaves();
    for (int leaf = 0; leaf < leaves.length; leaf++) {
      for (String phrase : PHRASES.split(tree.help(leaves[leaf]), -1)) {
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
   * @throws fr.recap.config.ConfigException if there is no such file
   * @throws fr.recap.config.RefusedInputException if a column is missing, a code is unknown or a
   *     weight no positive number
   */
  static void addFile(LabelledTexts texts, Path file, Nomenclature tree, String field) {
    int[][] below = tree.leavesBelow();
    float[] equal = new float[tree.leaves().length];
    Arrays.fill(equal, 1);
    for (CodedCsv row : CodedCsv.read("extra-texts", file, tree, "text")) {
      spread(
          texts,
          FieldCleaner.clean(field, row.text("text")),
          below[row.node()],
          equal,
          row.positive("weight", 1));
    }
  }
}
