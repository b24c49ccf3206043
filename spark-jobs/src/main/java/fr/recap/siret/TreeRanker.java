package fr.recap.siret;

import fr.recap.trees.TreeEnsemble;
import java.util.List;

/**
 * Ranks by trees on features.
 *
 * @param trees trained on the {@link FeatureSet} of the matcher
 */
record TreeRanker(TreeEnsemble trees) implements Ranker {
  @Override
  public double[] scores(List<ComparedCandidate> candidates) {
    return trees.scores(candidates.stream().map(ComparedCandidate::features).toList());
  }
}
