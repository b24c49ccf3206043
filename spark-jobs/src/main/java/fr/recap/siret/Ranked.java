package fr.recap.siret;

import java.util.Comparator;

/** A candidate with the score that it is ranked by. */
record Ranked(Evidence evidence, double score) {
  /** Best score first, then SIRET. */
  static final Comparator<Ranked> ORDER =
      Comparator.comparingDouble(Ranked::score)
          .reversed()
          .thenComparing(ranked -> ranked.evidence().siret());
}
