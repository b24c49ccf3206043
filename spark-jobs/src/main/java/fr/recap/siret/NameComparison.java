package fr.recap.siret;

import fr.recap.udfs.similarity.JaroWinkler;
import fr.recap.udfs.similarity.Trigrams;

/**
 * The employer of a form beside all names of an establishment; all NaN for a form without employer.
 *
 * @param jaroWinkler the best of the names
 * @param covered largest share of the employer's words that a name has
 * @param covers share of its own words that the employer has, of the name of the best overlap
 * @param overlap the best of the names
 * @param coveredWithTown share of the employer's words that the names and the commune have together
 * @param trigrams the best of the names
 * @param equal 1 if a name is the same, else 0
 * @param acronym 1 if one is made of the initials of the other, else 0
 * @param rarest weight of the rarest word in common
 */
record NameComparison(
    double jaroWinkler,
    double covered,
    double covers,
    double overlap,
    double coveredWithTown,
    double trigrams,
    double equal,
    double acronym,
    double rarest) {
  private static final NameComparison UNKNOWN =
      new NameComparison(
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN);

  static NameComparison of(Name name, EstablishmentView establishment) {
    if (name.isEmpty()) {
      return UNKNOWN;
    }
    double jaroWinkler = 0;
    double covered = 0;
    double covers = 0;
    double overlap = 0;
    double trigrams = 0;
    double rarest = 0;
    boolean equal = false;
    boolean acronym = false;
    for (Name other : establishment.names()) {
      jaroWinkler = Math.max(jaroWinkler, JaroWinkler.similarity(name.text(), other.text()));
      double ofName = name.coveredBy(other);
      double ofOther = ofName == 0 ? 0 : other.coveredBy(name);
      double both = overlap(ofName, ofOther);
      covered = Math.max(covered, ofName);
      if (both > overlap) {
        overlap = both;
        covers = ofOther;
      }
      trigrams = Math.max(trigrams, Trigrams.similarity(name.text(), other.text()));
      rarest = Math.max(rarest, name.rarestSharedWith(other));
      equal |= name.text().equals(other.text());
      acronym |= name.isAcronymOf(other);
    }
    return new NameComparison(
        jaroWinkler,
        covered,
        covers,
        overlap,
        name.coveredBy(establishment.allWords()),
        trigrams,
        equal ? 1 : 0,
        acronym ? 1 : 0,
        rarest);
  }

  /** The harmonic mean of what each covers of the other, from 0 to 1; 0 if one is empty. */
  static double overlap(Name a, Name b) {
    if (a.isEmpty() || b.isEmpty()) {
      return 0;
    }
    double ofA = a.coveredBy(b);
    return ofA == 0 ? 0 : overlap(ofA, b.coveredBy(a));
  }

  private static double overlap(double ofA, double ofB) {
    return ofA + ofB == 0 ? 0 : 2 * ofA * ofB / (ofA + ofB);
  }
}
