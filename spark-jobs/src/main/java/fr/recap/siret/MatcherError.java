package fr.recap.siret;

import java.io.Serializable;
import java.util.Comparator;

/**
 * A form whose first establishment is not the true one.
 *
 * @param siret the true one; empty if the form has none
 * @param probability said of the first one
 * @param said the first one
 * @param truth the true one as a candidate; null if it was not found
 */
record MatcherError(
    String cabbi, String siret, double probability, ComparedCandidate said, ComparedCandidate truth)
    implements Serializable {
  /** The highest probability first; equal ones in order of their forms. */
  static final Comparator<MatcherError> SUREST =
      Comparator.comparingDouble((MatcherError error) -> -error.probability())
          .thenComparing(MatcherError::cabbi);
}
