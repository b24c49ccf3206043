package fr.recap.siret;

import fr.recap.trees.Boosting;
import java.util.Map;

/** How the trees of the matcher are trained. */
final class MatcherTrees {
  private MatcherTrees() {}

  /** Trees that put the right candidate of a form first. */
  static Boosting ranking(long seed) {
    return new Boosting(
        Map.of(
            "objective",
            "rank:ndcg",
            "max_depth",
            6,
            "eta",
            0.08,
            "min_child_weight",
            0.1,
            "lambdarank_pair_method",
            "topk",
            "lambdarank_num_pair_per_sample",
            5),
        200,
        seed);
  }

  /** Trees that tell right from wrong. */
  static Boosting classification(long seed) {
    return new Boosting(
        Map.of("objective", "binary:logistic", "max_depth", 3, "eta", 0.06, "min_child_weight", 5),
        120,
        seed);
  }
}
