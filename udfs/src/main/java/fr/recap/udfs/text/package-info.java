/**
 * Cleaning of declared text: folding to ASCII, stop words, stemming, abbreviations, legal forms,
 * acronyms and character n-grams.
 *
 * <p>Every class is immutable or stateless and safe to share between threads. Lists of words are
 * resource files beside the classes; their headers say where the facts come from.
 */
package fr.recap.udfs.text;
