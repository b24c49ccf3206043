package fr.recap.nomenclature;

import fr.recap.metrics.Probabilities;
import fr.recap.metrics.Threshold;
import fr.recap.metrics.TopK;
import fr.recap.nomenclature.TrainingForms.HeldOut;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How good a coder is on forms that it has not seen. */
final class CoderMeasures {
  private static final int[] RANKS = {1, 3, 5, 10};
  private static final int CALIBRATION_BINS = 10;

  private CoderMeasures() {}

  /** Top-k, top-1 by level, automatic coding and calibration. */
  static Map<String, Double> of(NomenclatureCoder coder, List<HeldOut> forms) {
    Nomenclature tree = coder.tree();
    int[] leaves = tree.leaves();
    Ranking[] rankings = new Ranking[forms.size()];
    int[] ranks = new int[rankings.length];
    boolean[] correct = new boolean[rankings.length];
    for (int i = 0; i < rankings.length; i++) {
      rankings[i] = coder.rank(forms.get(i).cleaned());
      ranks[i] = rankings[i].rankOf(forms.get(i).leaf());
      correct[i] = ranks[i] == 0;
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
      for (int i = 0; i < rankings.length; i++) {
        int predicted = tree.ancestorAt(leaves[rankings[i].leaf(0)], depth);
        right += predicted == tree.ancestorAt(leaves[forms.get(i).leaf()], depth) ? 1 : 0;
      }
      metrics.put("level-%d.top-1".formatted(depth + 1), (double) right / rankings.length);
    }
    double[] probabilities = coder.automatic().probabilities(rankings);
    Threshold reached = Threshold.measure(probabilities, correct, coder.automatic().threshold());
    metrics.put("automatic-coverage", reached.coverage());
    metrics.put("automatic-precision", reached.precision());
    metrics.put(
        "calibration-error",
        Probabilities.expectedCalibrationError(probabilities, correct, CALIBRATION_BINS));
    return metrics;
  }
}
