package fr.recap.forms;

import java.io.Serializable;

/**
 * An establishment that a form may mean.
 *
 * @param siret 14 digits
 * @param apet its activity; null if it has none
 * @param score that it is ranked by
 * @param similarity of the texts, in [0, 1]
 * @param timesFound searches that found it
 * @param activityScore the form's predicted score of its activity; 0 if that isn't predicted
 * @param probability that it is the one, in [0, 1]
 * @param explanation why it stands where it does, in words; null where there is none
 */
public record MatchedEstablishment(
    String siret,
    String apet,
    double score,
    double similarity,
    int timesFound,
    double activityScore,
    double probability,
    String explanation)
    implements Serializable {
  private static final int SIREN_DIGITS = 9;

  /** Number of the legal unit. */
  public String siren() {
    return siret.substring(0, Math.min(SIREN_DIGITS, siret.length()));
  }
}
