package fr.recap.siret;

import fr.recap.register.RegisterEntry;
import java.util.Map;
import java.util.Set;

/**
 * An establishment that a {@link CandidateSource} found for a form.
 *
 * @param found its place in the answers of each search that found it, by name
 * @param conditions that it meets, by name
 * @param votes earlier forms that lead to it
 * @param exact whether it is the only one of that name in its commune
 * @param timesFound answers that name it, over all searches; of a search with conditions, one for
 *     each of them that it meets
 */
record Candidate(
    RegisterEntry establishment,
    Map<String, Found> found,
    Set<String> conditions,
    Votes votes,
    boolean exact,
    int timesFound) {
  Candidate {
    found = Map.copyOf(found);
    conditions = Set.copyOf(conditions);
  }

  /**
   * A place in the answers of a search.
   *
   * @param rank 1 the first
   * @param score from 0 to 1: as a share of that of the first answer
   */
  record Found(int rank, double score) {}
}
