package fr.recap.geocoding;

import fr.recap.udfs.address.Departements;
import java.util.HashSet;
import java.util.Set;

/**
 * How likely a commune is before its name is looked at: what speaks for or against it on the rest
 * of the form, on the scale of natural logarithms. The figures were chosen on one half of the
 * bench's cases.
 */
final class CommunePrior {
  private static final double DEPARTEMENT = 5;
  private static final double OTHER_DEPARTEMENT = -2.5;
  private static final double POSTCODE = 5;

  /** Of a commune that lacks the postcode, although others of its département have it. */
  private static final double OTHER_POSTCODE = -2;

  private static final double NEAR_HOME = 3.5;
  private static final double FAR_FROM_HOME = -1;
  private static final double HOME = 0.4;
  private static final double FORMER_SHARE = 0.35;
  private static final double LEAST_POPULATION = 30;

  private final Set<String> departements = new HashSet<>();
  private final String postcode;
  private final String departementOfPostcode;
  private final Commune home;

  /**
   * @param postcode within the declared name or département; null if there is none, or no commune
   *     has it
   * @param home commune of residence; null if it is not known
   */
  CommunePrior(String postcode, Commune home) {
    this.postcode = postcode;
    this.departementOfPostcode = Departements.ofPostcode(postcode);
    this.home = home;
  }

  /** Adds a département that the form names; null adds nothing. */
  CommunePrior in(String departement) {
    if (departement != null) {
      departements.add(departement);
    }
    return this;
  }

  /** How likely a commune is before its name is looked at. */
  double of(Commune commune, boolean former) {
    double people = commune.population() * (former ? FORMER_SHARE : 1);
    double sum = Math.log(people + LEAST_POPULATION);
    boolean named = !departements.isEmpty();
    if (named) {
      sum += departements.contains(commune.departement()) ? DEPARTEMENT : OTHER_DEPARTEMENT;
    }
    if (postcode != null && commune.postcodes().contains(postcode)) {
      sum += POSTCODE;
    } else if (commune.departement().equals(departementOfPostcode)) {
      sum += OTHER_POSTCODE;
    }
    if (home != null) {
      double weight = named ? 0.3 : 1;
      boolean near = home.departement().equals(commune.departement());
      sum += weight * (near ? NEAR_HOME : FAR_FROM_HOME);
      sum += home.code().equals(commune.code()) ? HOME : 0;
    }
    return sum;
  }
}
