package fr.recap.bench;

import fr.recap.bench.OpenText.Kind;
import fr.recap.metrics.Split;
import fr.recap.nomenclature.Nomenclature;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Texts of one kind, which nothing else comes from, to be coded by what all others teach: those of
 * half of the leaves to choose on, those of the other half for the test. Nothing of the kind is
 * learned, and no near copy of a learned text (the same set of stems) is measured on.
 */
final class KindSplit {
  private static final double VALIDATION_SHARE = 0.5;

  /** A text of several leaves is one of that which has as much of its weight. */
  private static final double MOST = 0.5;

  private KindSplit() {}

  /**
   * Splits.
   *
   * @param kind of the texts that are held out
   */
  static OpenSplit of(OpenNomenclature nomenclature, Kind kind, long seed) {
    List<OpenText> learned =
        nomenclature.texts().stream().filter(text -> text.kind() != kind).toList();
    Set<String> known = learned.stream().map(OpenText::stems).collect(Collectors.toSet());
    Map<String, List<OpenText>> others = new TreeMap<>();
    for (OpenText text : nomenclature.texts()) {
      String stems = text.stems();
      if (text.kind() == kind && !stems.isEmpty() && !known.contains(stems)) {
        others.computeIfAbsent(stems, absent -> new ArrayList<>()).add(text);
      }
    }
    List<OpenText> validation = new ArrayList<>();
    List<OpenText> test = new ArrayList<>();
    Set<String> leaves = leaves(nomenclature.tree());
    others.forEach(
        (stems, texts) -> {
          Map<String, Double> weights = new TreeMap<>();
          double total = 0;
          for (OpenText text : texts) {
            weights.merge(leaf(nomenclature.tree(), text.code()), text.weight(), Double::sum);
            total += text.weight();
          }
          Map.Entry<String, Double> first =
              weights.entrySet().stream().max(Comparator.comparing(Map.Entry::getValue)).get();
          if (first.getValue() >= MOST * total && leaves.contains(first.getKey())) {
            boolean choose = Split.uniform(first.getKey(), seed) < VALIDATION_SHARE;
            (choose ? validation : test)
                .add(new OpenText(kind, first.getKey(), texts.get(0).text(), 1, stems));
          }
        });
    return new OpenSplit(learned, List.copyOf(validation), learned, List.copyOf(test));
  }

  private static Set<String> leaves(Nomenclature tree) {
    Set<String> codes = new HashSet<>();
    for (int leaf : tree.leaves()) {
      codes.add(tree.code(leaf));
    }
    return codes;
  }

  /** The leaf below a node that has one alone, else the node. */
  private static String leaf(Nomenclature tree, String code) {
    List<String> below = tree.leafCodes(code);
    return below.size() == 1 ? below.get(0) : code;
  }
}
