package fr.recap.nomenclature;

import fr.recap.metrics.Outcomes;
import fr.recap.metrics.Probabilities;
import fr.recap.metrics.Threshold;
import fr.recap.metrics.TopK;
import java.util.Map;
import java.util.TreeMap;

/** How good a coder is on forms that it has not seen. */
final class CoderMeasures {
  private static final int[] RANKS = {1, 3, 5, 10};
  private static final int CALIBRATION_BINS = 10;

  private CoderMeasures() {}

  /** Name of the top-1 of a level, 0 the top. */
  static String level(int depth) {
    return "level-%d.top-1".formatted(depth + 1);
  }

  /** Top-k, top-1 by level, automatic coding and calibration. */
  static Map<String, Double> of(Tested tested) {
    Nomenclature tree = tested.coder().tree();
    int[] leaves = tree.leaves();
    int[] ranks = new int[tested.size()];
    for (int form = 0; form < ranks.length; form++) {
      ranks[form] = tested.ranking(form).rankOf(tested.truth(form));
    }
    Map<String, Double> metrics = new TreeMap<>();
    for (int k : RANKS) {
      metrics.put("top-" + k, TopK.accuracy(ranks, k));
    }
    int deepest = 0;
    for (int leaf : leaves) {
      deepest = Math.max(deepest, tree.depth(leaf));
    }
    for (int depth = 0; depth < deepest; depth++) {
      int right = 0;
      for (int form = 0; form < ranks.length; form++) {
        int predicted = tree.ancestorAt(leaves[tested.first(form)], depth);
        right += predicted == tree.ancestorAt(leaves[tested.truth(form)], depth) ? 1 : 0;
      }
      metrics.put(level(depth), (double) right / ranks.length);
    }
    double[] probabilities = tested.probabilities();
    double threshold = tested.coder().automatic().threshold();
    Outcomes outcomes = Outcomes.of(probabilities, tested.correct());
    Threshold reached = Threshold.measure(outcomes, threshold);
    metrics.put("automatic-coverage", reached.coverage());
    metrics.put("automatic-precision", reached.precision());
    metrics.put(
        "calibration-error", Probabilities.expectedCalibrationError(outcomes, CALIBRATION_BINS));
    return metrics;
  }
}
