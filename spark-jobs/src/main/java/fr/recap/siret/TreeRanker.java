package fr.recap.siret;

import fr.recap.trees.TreeEnsemble;

/**
 * Ranks by trees on features.
 *
 * @param trees trained on the {@link FeatureSet} of the matcher
 */
record TreeRanker(TreeEnsemble trees) implements Ranker {
  @Override
  public double score(ComparedCandidate candidate) {
    return trees.score(candidate.features());
  }
}
