package fr.recap.siret;

import java.util.List;

/** Puts the candidates of a form in order. */
sealed interface Ranker permits Formula, TreeRanker {
  /** The score of a candidate; the larger, the better. */
  double score(Evidence evidence);

  /** All candidates, the best first; equal scores in order of SIRET. */
  default List<Ranked> rank(List<Evidence> candidates) {
    return candidates.stream()
        .map(evidence -> new Ranked(evidence, score(evidence)))
        .sorted(Ranked.ORDER)
        .toList();
  }
}
