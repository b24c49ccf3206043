package fr.recap.bench;

import fr.recap.metrics.Outcomes;
import fr.recap.metrics.Probabilities;
import fr.recap.metrics.Threshold;
import fr.recap.metrics.TopK;
import fr.recap.nomenclature.Nomenclature;
import fr.recap.nomenclature.TextStudy.Labelled;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Measures of one coder on test forms. */
final class Figures {
  private static final int CALIBRATION_BINS = 10;
  private static final long SEED = 1;

  private Figures() {}

  /** Top-k, top-1 by level, calibration, coverage and precision. */
  static Map<String, Double> of(Scorer scorer, List<Labelled> test, Nomenclature tree) {
    Scored[] scored = new Scored[test.size()];
    for (int i = 0; i < scored.length; i++) {
      scored[i] = scorer.score(test.get(i).texts());
    }
    int[] ranks = new int[scored.length];
    boolean[] correct = new boolean[scored.length];
    double[] probabilities = new double[scored.length];
    for (int i = 0; i < scored.length; i++) {
      ranks[i] = TopK.rank(scored[i].codes(), test.get(i).code());
      correct[i] = ranks[i] == 0;
      probabilities[i] = scored[i].probability();
    }
    Outcomes outcomes = Outcomes.of(probabilities, correct);
    Map<String, Double> figures = new TreeMap<>();
    figures.put("top-1", TopK.accuracy(ranks, 1));
    figures.put("top-5", TopK.accuracy(ranks, 5));
    levels(figures, scored, test, tree);
    figures.put(
        "calibration-error", Probabilities.expectedCalibrationError(outcomes, CALIBRATION_BINS));
    figures.put(
        "calibration-error-by-chance",
        Probabilities.calibrationErrorByChance(probabilities, CALIBRATION_BINS, SEED));
    Threshold automatic = Threshold.measure(outcomes, scorer.threshold());
    figures.put("automatic-coverage", automatic.coverage());
    figures.put("automatic-precision", automatic.precision());
    Threshold best = Threshold.forPrecision(outcomes, 0.9);
    figures.put("coverage-at-0.90", best.coverage());
    return figures;
  }

  private static void levels(
      Map<String, Double> figures, Scored[] scored, List<Labelled> test, Nomenclature tree) {
    int deepest = 0;
    for (int leaf : tree.leaves()) {
      deepest = Math.max(deepest, tree.depth(leaf));
    }
    for (int depth = 0; depth < deepest; depth++) {
      int right = 0;
      for (int i = 0; i < scored.length; i++) {
        List<String> codes = scored[i].codes();
        right +=
            !codes.isEmpty()
                    && tree.ancestorCode(codes.get(0), depth)
                        .equals(tree.ancestorCode(test.get(i).code(), depth))
                ? 1
                : 0;
      }
      figures.put("level-%d.top-1".formatted(depth + 1), (double) right / scored.length);
    }
  }
}
