/**
 * The two-tower text encoder: the fields of a form and the text of each leaf of a nomenclature go
 * through the same embeddings and the same dense layer onto one unit sphere; a softmax over all
 * leaves of the scaled cosines tells how likely each leaf is.
 *
 * <p>{@link fr.recap.encoder.Vocabulary} turns texts into weighted tokens, {@link
 * fr.recap.encoder.EncoderTraining} learns parameters in one JVM or on Spark, {@link
 * fr.recap.encoder.EncoderModel} scores one form without Spark.
 *
 * <p>A {@link fr.recap.encoder.PairEncoder} takes two kinds of records, forms and establishments,
 * through the same layers; {@link fr.recap.encoder.PairTraining} learns it from forms whose
 * establishment is known, among others that resemble it.
 */
package fr.recap.encoder;
