package fr.recap.siret;

import fr.recap.config.SiretSettings;
import fr.recap.trees.Boosting;
import java.util.Map;

/** How the trees of the matcher are trained. */
final class MatcherTrees {
  private MatcherTrees() {}

  /** Trees that put the right candidate of a form first. */
  static Boosting ranking(SiretSettings.Learning learning, long seed) {
    SiretSettings.Trees trees = learning.ranking();
    return new Boosting(
        Map.of(
            "objective",
            "rank:" + learning.maximise(),
            "max_depth",
            trees.depth(),
            "eta",
            trees.rate(),
            "min_child_weight",
            0.1,
            "lambdarank_pair_method",
            "topk",
            "lambdarank_num_pair_per_sample",
            5),
        trees.rounds(),
        seed);
  }

  /** Trees that tell right from wrong. */
  static Boosting classification(SiretSettings.Learning learning, long seed) {
    SiretSettings.Trees trees = learning.decisions();
    return new Boosting(
        Map.of(
            "objective",
            "binary:logistic",
            "max_depth",
            trees.depth(),
            "eta",
            trees.rate(),
            "min_child_weight",
            5),
        trees.rounds(),
        seed);
  }
}
