package fr.recap.nomenclature;

import fr.recap.metrics.Threshold;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Makes a training's measures of what its coder says of test forms. */
final class MeasureTraining {
  private static final int NAMED = 20;
  private static final int BINS = 10;

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
    double[] probabilities = new double[forms.size()];
    boolean[] correct = new boolean[forms.size()];
    for (int i = 0; i < correct.length; i++) {
      probabilities[i] = tested.probabilities()[forms.get(i)];
      correct[i] = tested.correct(forms.get(i));
    }
    Threshold reached =
        Threshold.measure(probabilities, correct, tested.coder().automatic().threshold());
    return new TrainingMeasures.Section(
        tree.code(section),
        tree.label(section),
        forms.size(),
        Threshold.measure(probabilities, correct, 0).precision(),
        reached.coverage(),
        reached.precision(),
        CodingCurve.of(probabilities, correct));
  }

  private List<TrainingMeasures.Bin> bins() {
    double[] sums = new double[BINS];
    int[] right = new int[BINS];
    int[] forms = new int[BINS];
    for (int form = 0; form < tested.size(); form++) {
      double probability = tested.probabilities()[form];
      int bin = Math.min(BINS - 1, (int) (probability * BINS));
      sums[bin] += probability;
      right[bin] += tested.correct(form) ? 1 : 0;
      forms[bin]++;
    }
    List<TrainingMeasures.Bin> bins = new ArrayList<>();
    for (int bin = 0; bin < BINS; bin++) {
      if (forms[bin] > 0) {
        bins.add(
            new TrainingMeasures.Bin(
                sums[bin] / forms[bin], (double) right[bin] / forms[bin], forms[bin]));
      }
    }
    return bins;
  }
}
