package fr.recap.nomenclature;

import fr.recap.encoder.TreeTargets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the encoder's softmax is to approach: most of a leaf's probability on itself, the rest
 * spread over the leaves below its ancestors but the top one, half as much with every level up, as
 * the original's affinities.
 */
final class LeafTargets {
  /** Share that relatives have; validation preferred it to 0 for the first five codes. */
  private static final double RELATIVES = 0.1;

  private static final double DECREASE = 0.5;

  private LeafTargets() {}

  static TreeTargets of(Nomenclature tree) {
    int[][] below = tree.leavesBelow();
    int[] leaves = tree.leaves();
    int[][] relatives = new int[leaves.length][];
    float[][] shares = new float[leaves.length][];
    for (int leaf = 0; leaf < leaves.length; leaf++) {
      List<Integer> ancestors = tree.ancestors(leaves[leaf]);
      Map<Integer, Double> target = new TreeMap<>();
      target.put(leaf, 1.0);
      double total = 0;
      for (int distance = 1; distance < ancestors.size(); distance++) {
        total += Math.pow(DECREASE, distance);
      }
      for (int distance = 1; distance < ancestors.size(); distance++) {
        int[] cousins = below[ancestors.get(distance - 1)];
        double share = RELATIVES * Math.pow(DECREASE, distance) / total;
        target.merge(leaf, -share, Double::sum);
        for (int cousin : cousins) {
          target.merge(cousin, share / cousins.length, Double::sum);
        }
      }
      relatives[leaf] = target.keySet().stream().mapToInt(Integer::intValue).toArray();
      shares[leaf] = new float[target.size()];
      int at = 0;
      for (double share : target.values()) {
        shares[leaf][at++] = (float) share;
      }
    }
    return new TreeTargets(relatives, shares);
  }
}
