package fr.recap.siret;

/**
 * Ranks by trees on all features.
 *
 * @param trees trained on {@link PairFeatures}
 */
record TreeRanker(TreeEnsemble trees) implements Ranker {
  @Override
  public double score(Evidence evidence) {
    return trees.score(evidence.features());
  }
}
