/**
 * From the employer that a form declares to establishments of the register: searches for candidates
 * (plan {@code original}), their ranking, and the automatic coding of what is sure enough ({@link
 * fr.recap.siret.MatchSiret}); {@link fr.recap.siret.TrainSiret} learns the coefficients.
 *
 * <p>The queries are templates in {@code conf/elasticsearch/plans}.
 */
package fr.recap.siret;
