package fr.recap.nomenclature;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How frequent the leaves are beside what the forms tell: official statistics as if they were so
 * many forms. What they count is not what forms count (establishments are no persons), so that only
 * the square root is taken: it tells which codes are rare.
 */
final class Frequencies {
  private Frequencies() {}

  /**
   * Reads a CSV file with the columns code and count; inner nodes are passed over.
   *
   * @return one number a leaf, 0 where nothing is known
   * @throws fr.recap.config.ConfigException if there is no such file
   * @throws fr.recap.config.RefusedInputException if a column is missing, a code is unknown or a
   *     count no number of at least 0
   */
  static List<Double> read(Optional<Path> file, Nomenclature tree) {
    if (file.isEmpty()) {
      return Collections.nCopies(tree.leaves().length, 0.0);
    }
    double[] ofNodes = new double[tree.size()];
    List<CodedCsv> rows = CodedCsv.read("frequencies", file.get(), tree, "count");
    for (CodedCsv row : rows) {
      ofNodes[row.node()] += row.number("count", 0);
    }
    return IntStream.of(tree.leaves()).mapToObj(node -> damped(ofNodes[node])).toList();
  }

  /** Forms that a count stands for. */
  static double damped(double count) {
    return Math.sqrt(count);
  }
}
