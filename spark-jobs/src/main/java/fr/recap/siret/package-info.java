/**
 * From the employer that a form declares to establishments of the register.
 *
 * <p>{@link fr.recap.siret.MatchSiret} codes forms in four steps, each with a class of its own: a
 * {@code SearchPlan} finds candidates ({@code conf/elasticsearch/plans}), a {@code PairScorer}
 * tells what speaks for each of them ({@code PairFeatures}), a {@code Ranker} puts them in order,
 * and an {@code MatchAcceptance} says whether the first one, or its legal unit, is sure enough.
 * {@link fr.recap.siret.TrainSiret} learns what they need from last year's forms.
 *
 * <p>With {@code siret.encoder} a matcher has a pair encoder as well ({@code PairEncoding} trains
 * it), whose cosine is one feature more; {@link fr.recap.siret.ProjectSirus} stores where the
 * establishments of the register lie in its space.
 */
package fr.recap.siret;
