/**
 * From the employer that a form declares to establishments of the register: searches for candidates
 * (by plan), their ranking, and the automatic coding of what is sure enough ({@code MatchSiret});
 * {@code TrainSiret} learns the coefficients.
 *
 * <p>The queries are templates in {@code conf/elasticsearch/plans}.
 */
package fr.recap.siret;
