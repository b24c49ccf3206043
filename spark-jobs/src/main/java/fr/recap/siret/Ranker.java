package fr.recap.siret;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Puts the candidates of a form in order. */
sealed interface Ranker extends Serializable permits Formula, TreeRanker {
  /** The scores of candidates, in their order; the larger, the better. */
  double[] scores(List<ComparedCandidate> candidates);

  /** All candidates, the best first; equal scores in order of SIRET. */
  default List<RankedCandidate> rank(List<ComparedCandidate> candidates) {
    double[] scores = scores(candidates);
    List<RankedCandidate> ranked = new ArrayList<>(scores.length);
    for (int i = 0; i < scores.length; i++) {
      ranked.add(new RankedCandidate(candidates.get(i), scores[i]));
    }
    ranked.sort(RankedCandidate.ORDER);
    return List.copyOf(ranked);
  }
}
