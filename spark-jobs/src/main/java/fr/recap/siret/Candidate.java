package fr.recap.siret;

import java.util.List;

/**
 * An establishment that searches of a form found.
 *
 * @param ranks position in the answers of each query of the plan, 1 the first, 0 where it is not
 *     among them; the best one if several earlier forms name it
 * @param timesFound answers that name it, over all queries
 */
record Candidate(Establishment establishment, List<Integer> ranks, int timesFound) {}
