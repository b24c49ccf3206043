package fr.recap.siret;

import fr.recap.forms.ExactMatch;
import java.util.List;

/**
 * What an exact key, the name of an employer and its commune, says of a form: where a name that one
 * establishment alone bears leads, if that does what the form's activity is predicted to be, or
 * where a wording has so far led to one establishment alone; nowhere if the two disagree.
 *
 * @param named SIRET of the only establishment of that name; null if there is none, or several
 * @param division NAF division of that one; null if it is not known
 * @param worded the only SIRET that earlier forms of that wording led to; null for none or several
 * @param others number of these forms, the form itself left out
 */
record ExactRule(String named, String division, String worded, int others) {
  /** Earlier forms of a wording that must agree. */
  private static final int AGREEING = 3;

  /**
   * Predicted activities among which the establishment's division must be: a name alone may be that
   * of a family, with several businesses.
   */
  private static final int PREDICTED = 3;

  /**
   * Where a form is led.
   *
   * @param activities that it is predicted to have, the best first
   * @return null for nowhere
   */
  ExactMatch match(List<String> activities) {
    String byWording = others >= AGREEING ? worded : null;
    String byName = does(activities) ? named : null;
    if (byName != null && byWording != null && !byName.equals(byWording)) {
      return null;
    }
    String siret = byName == null ? byWording : byName;
    return siret == null ? null : new ExactMatch(siret, siret.equals(byWording) ? others : 0);
  }

  private boolean does(List<String> activities) {
    return division != null
        && activities.stream().limit(PREDICTED).anyMatch(code -> code.startsWith(division));
  }
}
