package fr.recap.siret;

import fr.recap.trees.Boosting;
import fr.recap.trees.TreeEnsemble;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Trains the trees of the matcher. */
final class TreeTraining {
  private final Map<String, Object> parameters = new HashMap<>();
  private final int rounds;
  private final long seed;

  private TreeTraining(String objective, int depth, double rate, int rounds, long seed) {
    this.rounds = rounds;
    this.seed = seed;
    parameters.put("objective", objective);
    parameters.put("max_depth", depth);
    parameters.put("eta", rate);
    parameters.put("min_child_weight", 5);
  }

  /** Trees that put the right candidate of a group first. */
  static TreeTraining ranking(long seed) {
    TreeTraining training = new TreeTraining("rank:ndcg", 6, 0.08, 200, seed);
    training.parameters.put("min_child_weight", 0.1);
    training.parameters.put("lambdarank_pair_method", "topk");
    training.parameters.put("lambdarank_num_pair_per_sample", 5);
    return training;
  }

  /** Trees that tell right from wrong. */
  static TreeTraining classification(long seed) {
    return new TreeTraining("binary:logistic", 3, 0.06, 120, seed);
  }

  /**
   * Trains.
   *
   * @param rows features, at least one row
   * @param labels whether each row is right
   * @param groups sizes of the groups in the order of the rows; empty if there are none
   */
  TreeEnsemble train(List<float[]> rows, boolean[] labels, int[] groups) {
    int width = rows.get(0).length;
    float[] values = new float[rows.size() * width];
    float[] targets = new float[rows.size()];
    for (int i = 0; i < targets.length; i++) {
      System.arraycopy(rows.get(i), 0, values, i * width, width);
      targets[i] = labels[i] ? 1 : 0;
    }
    return new Boosting(parameters, rounds, seed).grouping(groups).train(values, targets);
  }
}
