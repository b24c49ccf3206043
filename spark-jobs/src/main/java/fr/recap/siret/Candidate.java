package fr.recap.siret;

import java.util.List;

/**
 * An establishment that searches of a form found.
 *
 * @param found its place in the answers of each query of the plan; null where it is not among them
 * @param clauses the named clauses that it meets, a bit each in the order of {@link
 *     SearchPlan#clauses}
 * @param votes earlier forms that lead to it
 * @param exact whether it is the only one of that name in its commune
 * @param timesFound answers that name it, over all queries; of a query with named clauses, one for
 *     each of them that it meets
 */
record Candidate(
    Establishment establishment,
    List<Found> found,
    long clauses,
    Votes votes,
    boolean exact,
    int timesFound) {
  /**
   * A place in the answers of a query.
   *
   * @param rank 1 the first
   * @param score from 0 to 1: as a share of that of the first answer
   */
  record Found(int rank, double score) {}
}
