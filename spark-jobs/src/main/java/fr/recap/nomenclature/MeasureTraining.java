package fr.recap.nomenclature;

import fr.recap.metrics.CalibrationBin;
import fr.recap.metrics.Outcomes;
import fr.recap.metrics.Threshold;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Makes a training's measures of what its coder says of test forms. */
final class MeasureTraining {
  private static final int NAMED = 20;
  private static final int BINS = 10;

  /** A text with the same words in another order has some 0.9 to 1. */
  private static final double[] LEAST_SIMILARITIES = {0.9, 0.6, 0};

  private static final List<String> KINDS =
      List.of("texts like those known", "texts near those known", "texts of new kinds");

  private final Tested tested;
  private final Nomenclature tree;
  private final int[] leaves;

  MeasureTraining(Tested tested) {
    this.tested = tested;
    this.tree = tested.coder().tree();
    this.leaves = tree.leaves();
  }

  TrainingMeasures of(
      String model,
      Map<String, Long> forms,
      double targetPrecision,
      List<List<Double>> losses,
      List<TrainingMeasures.Learned> learning) {
    Map<String, Double> metrics = CoderMeasures.of(tested);
    Confusions confusions = new Confusions(tested);
    return new TrainingMeasures(
        model,
        forms,
        tested.size(),
        targetPrecision,
        tested.coder().automatic().threshold(),
        metrics,
        levels(metrics),
        CodingCurve.of(tested.probabilities(), tested.correct()),
        sections(),
        novelty(),
        bins(),
        confusions.worst(NAMED),
        confusions.crossings(NAMED),
        confusions.crossed(),
        losses,
        learning);
  }

  private List<TrainingMeasures.Level> levels(Map<String, Double> metrics) {
    List<TrainingMeasures.Level> levels = new ArrayList<>();
    for (int depth = 0; metrics.containsKey(CoderMeasures.level(depth)); depth++) {
      Set<Integer> codes = new HashSet<>();
      for (int leaf : leaves) {
        codes.add(tree.ancestorAt(leaf, depth));
      }
      levels.add(
          new TrainingMeasures.Level(
              depth + 1, codes.size(), metrics.get(CoderMeasures.level(depth))));
    }
    return levels;
  }

  private List<TrainingMeasures.Section> sections() {
    Map<Integer, List<Integer>> bySection = new TreeMap<>();
    for (int form = 0; form < tested.size(); form++) {
      bySection
          .computeIfAbsent(
              tree.ancestorAt(leaves[tested.first(form)], 0), absent -> new ArrayList<>())
          .add(form);
    }
    List<TrainingMeasures.Section> sections = new ArrayList<>();
    bySection.forEach((section, forms) -> sections.add(section(section, forms)));
    sections.sort(Comparator.comparingInt(TrainingMeasures.Section::forms).reversed());
    return sections;
  }

  private TrainingMeasures.Section section(int section, List<Integer> forms) {
    Some some = new Some(forms.stream().mapToInt(Integer::intValue).toArray());
    Threshold reached = some.automatic();
    return new TrainingMeasures.Section(
        tree.code(section),
        tree.label(section),
        forms.size(),
        some.right(),
        reached.coverage(),
        reached.precision(),
        CodingCurve.of(some.probabilities, some.correct));
  }

  /** Some of the forms. */
  private final class Some {
    private final double[] probabilities;
    private final boolean[] correct;

    Some(int... forms) {
      probabilities = new double[forms.length];
      correct = new boolean[forms.length];
      for (int i = 0; i < forms.length; i++) {
        probabilities[i] = tested.probabilities()[forms[i]];
        correct[i] = tested.correct(forms[i]);
      }
    }

    double right() {
      return Threshold.measure(Outcomes.of(probabilities, correct), 0).precision();
    }

    Threshold automatic() {
      return Threshold.measure(
          Outcomes.of(probabilities, correct), tested.coder().automatic().threshold());
    }
  }

  /** Known, near and new texts; those that no form has are left out. */
  private List<TrainingMeasures.Novelty> novelty() {
    List<TrainingMeasures.Novelty> rows = new ArrayList<>();
    for (int i = 0; i < LEAST_SIMILARITIES.length; i++) {
      double least = LEAST_SIMILARITIES[i];
      double below = i == 0 ? Double.POSITIVE_INFINITY : LEAST_SIMILARITIES[i - 1];
      int[] forms =
          IntStream.range(0, tested.size())
              .filter(
                  form -> {
                    double similarity = tested.ranking(form).similarity();
                    return similarity >= least && similarity < below;
                  })
              .toArray();
      if (forms.length > 0) {
        Some some = new Some(forms);
        Threshold reached = some.automatic();
        rows.add(
            new TrainingMeasures.Novelty(
                KINDS.get(i),
                least,
                forms.length,
                some.right(),
                reached.coverage(),
                reached.precision()));
      }
    }
    return rows;
  }

  private List<CalibrationBin> bins() {
    boolean[] correct = new boolean[tested.size()];
    for (int form = 0; form < correct.length; form++) {
      correct[form] = tested.correct(form);
    }
    return CalibrationBin.of(Outcomes.of(tested.probabilities(), correct), BINS);
  }
}
