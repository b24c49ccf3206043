package fr.recap.siret;

import java.util.Comparator;

/** A candidate with the score that it is ranked by. */
record RankedCandidate(ComparedCandidate candidate, double score) {
  /** Best score first, then SIRET. */
  static final Comparator<RankedCandidate> ORDER =
      Comparator.comparingDouble(RankedCandidate::score)
          .reversed()
          .thenComparing(ranked -> ranked.candidate().siret());
}
