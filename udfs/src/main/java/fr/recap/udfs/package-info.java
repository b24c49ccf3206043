/**
 * Pure functions on what people write: text, addresses, codes, similarities and word vectors.
 *
 * <p>Each sub-package holds plain classes that know nothing of Spark; {@code sql} alone registers
 * them as SQL functions.
 */
package fr.recap.udfs;
