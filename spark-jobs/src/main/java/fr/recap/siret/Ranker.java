package fr.recap.siret;

import java.util.List;

/** Puts the candidates of a form in order. */
sealed interface Ranker permits Formula, TreeRanker {
  /** The score of a candidate; the larger, the better. */
  double score(ComparedCandidate candidate);

  /** All candidates, the best first; equal scores in order of SIRET. */
  default List<RankedCandidate> rank(List<ComparedCandidate> candidates) {
    return candidates.stream()
        .map(candidate -> new RankedCandidate(candidate, score(candidate)))
        .sorted(RankedCandidate.ORDER)
        .toList();
  }
}
