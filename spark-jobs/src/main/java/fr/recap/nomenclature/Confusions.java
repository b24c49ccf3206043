package fr.recap.nomenclature;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which codes and sections are taken for which others. */
final class Confusions {
  private final Tested tested;
  private final Nomenclature tree;
  private final int[] leaves;

  Confusions(Tested tested) {
    this.tested = tested;
    this.tree = tested.coder().tree();
    this.leaves = tree.leaves();
  }

  /** The true codes with the most errors; equal ones in order of the tree. */
  List<TrainingMeasures.CodeErrors> worst(int limit) {
    int[] forms = new int[leaves.length];
    Map<Integer, Map<Integer, Integer>> wrong = new TreeMap<>();
    for (int form = 0; form < tested.size(); form++) {
      int truth = tested.truth(form);
      forms[truth]++;
      if (!tested.correct(form)) {
        wrong
            .computeIfAbsent(truth, absent -> new TreeMap<>())
            .merge(tested.first(form), 1, Integer::sum);
      }
    }
    List<TrainingMeasures.CodeErrors> worst = new ArrayList<>();
    wrong.forEach(
        (truth, said) -> {
          Map.Entry<Integer, Integer> first = mostFrequent(said);
          worst.add(
              new TrainingMeasures.CodeErrors(
                  code(truth),
                  label(truth),
                  forms[truth],
                  said.values().stream().mapToInt(Integer::intValue).sum(),
                  code(first.getKey()),
                  label(first.getKey()),
                  first.getValue()));
        });
    worst.sort(Comparator.comparingInt(TrainingMeasures.CodeErrors::errors).reversed());
    return worst.subList(0, Math.min(limit, worst.size()));
  }

  /** Pairs of a true section and the section of the first code, the most frequent first. */
  List<TrainingMeasures.Crossing> crossings(int limit) {
    int[] forms = new int[tree.size()];
    Map<Pair, Map<Pair, Integer>> pairs = new LinkedHashMap<>();
    for (int form = 0; form < tested.size(); form++) {
      int truth = section(tested.truth(form));
      int said = section(tested.first(form));
      forms[truth]++;
      if (truth != said) {
        pairs
            .computeIfAbsent(new Pair(truth, said), absent -> new LinkedHashMap<>())
            .merge(new Pair(tested.truth(form), tested.first(form)), 1, Integer::sum);
      }
    }
    List<TrainingMeasures.Crossing> crossings = new ArrayList<>();
    pairs.forEach(
        (pair, codes) -> {
          int count = codes.values().stream().mapToInt(Integer::intValue).sum();
          Pair example = mostFrequent(codes).getKey();
          crossings.add(
              new TrainingMeasures.Crossing(
                  tree.code(pair.truth()),
                  tree.label(pair.truth()),
                  tree.code(pair.said()),
                  tree.label(pair.said()),
                  count,
                  (double) count / forms[pair.truth()],
                  "%s %s, said %s %s"
                      .formatted(
                          code(example.truth()),
                          label(example.truth()),
                          code(example.said()),
                          label(example.said()))));
        });
    crossings.sort(
        Comparator.comparingInt(TrainingMeasures.Crossing::forms)
            .reversed()
            .thenComparing(TrainingMeasures.Crossing::section)
            .thenComparing(TrainingMeasures.Crossing::said));
    return crossings.subList(0, Math.min(limit, crossings.size()));
  }

  /** Share of forms that get a code of another section. */
  double crossed() {
    int crossed = 0;
    for (int form = 0; form < tested.size(); form++) {
      crossed += section(tested.truth(form)) == section(tested.first(form)) ? 0 : 1;
    }
    return (double) crossed / tested.size();
  }

  private record Pair(int truth, int said) implements Comparable<Pair> {
    @Override
    public int compareTo(Pair other) {
      return Comparator.comparingInt(Pair::truth).thenComparingInt(Pair::said).compare(this, other);
    }
  }

  private static <K extends Comparable<K>> Map.Entry<K, Integer> mostFrequent(
      Map<K, Integer> counts) {
    return counts.entrySet().stream()
        .min(
            Map.Entry.<K, Integer>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .orElseThrow();
  }

  private int section(int leaf) {
    return tree.ancestorAt(leaves[leaf], 0);
  }

  private String code(int leaf) {
    return tree.code(leaves[leaf]);
  }

  private String label(int leaf) {
    return tree.label(leaves[leaf]);
  }
}
