/** Similarities of texts and of vectors; stateless and safe to share between threads. */
package fr.recap.udfs.similarity;
