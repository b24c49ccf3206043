package fr.recap.siret;

import fr.recap.udfs.similarity.JaroWinkler;
import fr.recap.udfs.similarity.Trigrams;
import java.util.List;

/** How alike the employer of a form and the names of an establishment are. */
final class NameFeatures {
  static final List<String> NAMES =
      List.of(
          "name.jaro_winkler",
          "name.jaro_winkler_unit",
          "name.covered",
          "name.covers",
          "name.overlap",
          "name.overlap_unit",
          "name.overlap_brand",
          "name.covered_with_town",
          "name.trigrams",
          "name.equal",
          "name.acronym",
          "name.rarest",
          "name.unmatched",
          "name.words",
          "name.activity_covered",
          "name.profession_covered",
          "name.similarity");

  private NameFeatures() {}

  static void write(FormView form, EstablishmentView establishment, double cosine, Features into) {
    Name name = form.name();
    if (name.isEmpty()) {
      for (int i = 0; i < NAMES.size() - 3; i++) {
        into.add(Double.NaN);
      }
    } else {
      writeName(name, establishment, into);
    }
    into.add(covered(form.activity(), establishment.allWords()))
        .add(covered(form.profession(), establishment.allWords()))
        .add(cosine);
  }

  private static void writeName(Name name, EstablishmentView establishment, Features into) {
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
    into.add(jaroWinkler)
        .add(JaroWinkler.similarity(name.text(), establishment.unitName().text()))
        .add(covered)
        .add(covers)
        .add(overlap)
        .add(overlap(name, establishment.unitName()))
        .add(
            establishment.brands().isEmpty()
                ? Double.NaN
                : establishment.brands().stream()
                    .mapToDouble(brand -> overlap(name, brand))
                    .max()
                    .getAsDouble());
    double withTown = covered(name, establishment.allWords());
    into.add(withTown)
        .add(trigrams)
        .add(equal)
        .add(acronym)
        .add(rarest)
        .add((1 - withTown) * name.weight())
        .add(name.size());
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

  private static double covered(Name name, Name words) {
    return name.isEmpty() ? Double.NaN : name.coveredBy(words);
  }
}
