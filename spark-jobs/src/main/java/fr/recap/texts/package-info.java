/**
 * What people read, in their language: one bundle of texts a language, and how it writes numbers.
 */
package fr.recap.texts;
