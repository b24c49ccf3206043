/**
 * From the employer that a form declares to establishments of the register.
 *
 * <p>{@link fr.recap.siret.MatchSiret} matches forms in four steps, each with a class of its own: a
 * {@code CandidateSource} finds candidates (exact names, or a {@code SearchPlan} of {@code
 * conf/elasticsearch/plans}), a {@code PairScorer} compares them with the form by the features that
 * the model asks for ({@code FeatureCatalog}), a {@code Ranker} puts them in order, and a {@code
 * MatchAcceptance} says whether the first one, or its legal unit, is sure enough. {@link
 * fr.recap.siret.TrainSiret} learns what they need from last year's forms.
 *
 * <p>To add a feature, add an entry to the list of its kind, such as {@code PlaceFeatures}: its
 * name, its function and, if it is a reason that people read, its words. Published matchers don't
 * ask for it; the next training does. To add a source of candidates, implement {@code
 * CandidateSource}, say its {@code Signals}, and put it into {@code CandidateRetrieval.source}.
 *
 * <p>With {@code siret.encoder} a matcher has a pair encoder as well ({@code PairEncoding} trains
 * it), whose cosine is one feature more; {@link fr.recap.siret.ProjectSirus} stores where the
 * establishments of the register lie in its space.
 */
package fr.recap.siret;
